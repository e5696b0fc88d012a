package io.github.wxconfig.ticket;

import static io.github.wxconfig.ticket.Credential.Kind.ACCESS_TOKEN;
import static io.github.wxconfig.ticket.Credential.Kind.JSAPI_TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private static final String APP_ID = "wx0123456789abcdef";
    private static final Instant ISSUED = Instant.parse("2026-03-02T02:00:00Z");

    @Test
    void isValidFromTheStartUntilItExpires() {
        Credential ticket = lasting(7200);

        assertThat(ticket.isValidAt(ISSUED)).isTrue();
        assertThat(ticket.isValidAt(ISSUED.plusSeconds(7199))).isTrue();
        assertThat(ticket.isValidAt(ISSUED.plusSeconds(7200))).isFalse();
    }

    /** A tenth of its life before the end, at most five minutes, and never within the first second. */
    @ParameterizedTest
    @CsvSource({"7200, 6900000", "86400, 86100000", "3000, 2700000", "345, 310500", "10, 9000", "2, 1800", "1, 1000"})
    void isRenewedBeforeItExpires(long life, long renewedAfterMillis) {
        assertThat(lasting(life).renewAt()).isEqualTo(ISSUED.plusMillis(renewedAfterMillis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "null"})
    void hasAValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credential(JSAPI_TICKET, APP_ID, value, ISSUED, ISSUED.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void belongsToAnAccount(String appId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credential(JSAPI_TICKET, appId, "value", ISSUED, ISSUED.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -7200})
    void livesForAWhile(long seconds) {
        assertThatIllegalArgumentException().isThrownBy(() -> lasting(seconds));
    }

    /** What is stored may claim anything. */
    @ParameterizedTest
    @ValueSource(longs = {86_401, 365L * 86_400, 300L * 365 * 86_400})
    void lastsADayAtMost(long seconds) {
        assertThat(lasting(seconds).expiresAt()).isEqualTo(ISSUED.plusSeconds(86_400));
    }

    @Test
    void isRenewedAtItsEndWhereWechatRepeatsIt() {
        assertThat(lasting(300).asRepeated().renewAt()).isEqualTo(ISSUED.plusSeconds(300));
    }

    @Test
    void printsEverythingButTheValue() {
        assertThat(new Credential(ACCESS_TOKEN, APP_ID, "the-token", ISSUED, ISSUED.plusSeconds(7200)))
                .hasToString("ACCESS_TOKEN[wx0123456789abcdef, until 2026-03-02T04:00:00Z]");
    }

    private static Credential lasting(long seconds) {
        return new Credential(JSAPI_TICKET, APP_ID, "value", ISSUED, ISSUED.plusSeconds(seconds));
    }
}
