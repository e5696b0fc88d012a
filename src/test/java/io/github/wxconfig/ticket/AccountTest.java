package io.github.wxconfig.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {
    @ParameterizedTest
    @CsvSource({"'', the-secret", "' ', the-secret", "wx0123456789abcdef, ''", "wx0123456789abcdef, ' '"})
    void hasBothParts(String appId, String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account(appId, secret))
                .withMessage("An account has an appId and a secret.");
    }

    @Test
    void keepsItsSecret() {
        assertThat(new Account("wx0123456789abcdef", "the-secret")).hasToString("Account[wx0123456789abcdef]");
    }
}
