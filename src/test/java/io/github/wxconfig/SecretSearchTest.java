package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.wxconfig.demo.Call;
import io.github.wxconfig.demo.WechatSimulator;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretSearchTest {
    static Stream<String> leaks() {
        WechatSimulator wechat = new WechatSimulator(InstantSource.system());
        String credentials = "appid=" + WechatSimulator.DEMO_APP_ID + "&secret=" + WechatSimulator.DEMO_SECRET;
        String token = wechat.answer(Call.get("/cgi-bin/token?grant_type=client_credential&" + credentials))
                .body();
        String value = token.replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
        String ticket = wechat.answer(Call.get("/cgi-bin/ticket/getticket?type=jsapi&access_token=" + value))
                .body();
        return Stream.of(credentials, token, ticket, "redis://:" + RedisServer.PASSWORD + "@localhost");
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void findsWhatLeaksAndDoesNotRepeatIt(String leak) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SecretSearch.requireNoneIn("one line\nand " + leak + " in another"))
                .withMessageContaining("***")
                .satisfies(found -> assertThatNoException()
                        .isThrownBy(() -> SecretSearch.requireNoneIn(String.valueOf(found.getMessage()))));
    }

    /** What it says of leaks is worth nothing unless it hears what tests print. */
    @Test
    void hearsWhatIsPrinted() {
        assertThat(System.err.getClass().getEnclosingClass()).isEqualTo(SecretSearch.class);
        assertThat(System.out.getClass().getEnclosingClass()).isEqualTo(SecretSearch.class);
    }
}
