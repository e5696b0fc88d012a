package io.github.wxconfig.demo;

import static io.github.wxconfig.demo.Backend.errcode;
import static io.github.wxconfig.demo.Backend.expiresIn;
import static io.github.wxconfig.demo.Backend.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.wxconfig.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassicTokenTest {
    private final ManualClock clock = new ManualClock();
    private final WechatSimulator wechat = new WechatSimulator(clock);
    private final Backend backend = new Backend(wechat);

    @Test
    void lastsTwoHours() {
        JsonObject answer = backend.token();

        assertThat(answer.keySet()).containsExactly("access_token", "expires_in");
        assertThat(value(answer)).hasSizeBetween(136, 512);
        assertThat(expiresIn(answer)).isEqualTo(7200);
    }

    @Test
    void isNewEveryTime() {
        assertThat(value(backend.token())).isNotEqualTo(value(backend.token()));
    }

    @Test
    void worksFiveMinutesBesideItsSuccessor() {
        String first = value(backend.token());
        String second = value(backend.token());

        clock.advance(Duration.ofSeconds(299));
        assertThat(errcode(backend.ticket(first))).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(errcode(backend.ticket(first))).isEqualTo(40001);
        assertThat(errcode(backend.ticket(second))).isZero();
    }

    @Test
    void expiresAfterTwoHours() {
        String token = value(backend.token());

        clock.advance(Duration.ofSeconds(7199));
        assertThat(errcode(backend.ticket(token))).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(errcode(backend.ticket(token))).isEqualTo(42001);
    }

    @Test
    void survivesWhatHappensToStableTokens() {
        String token = value(backend.token());
        backend.stableToken();
        backend.forcedToken();

        clock.advance(Duration.ofMinutes(6));

        assertThat(errcode(backend.ticket(token))).isZero();
    }

    @Test
    void isRefusedAfterTwoThousandCallsADay() {
        for (int call = 0; call < 2000; call++) {
            assertThat(errcode(backend.token())).isZero();
        }
        assertThat(errcode(backend.token())).isEqualTo(45009);

        clock.advance(Duration.ofDays(1));
        assertThat(errcode(backend.token())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credential&appid=wxdde3000000000001, 41004",
        "grant_type=client_credential&appid=wxdde3000000000001&secret=, 41004",
        "grant_type=client_credential&secret=00112233445566778899aabbccddeeff, 41002",
        "appid=wxdde3000000000001&secret=00112233445566778899aabbccddeeff, 40002",
        "grant_type=password&appid=wxdde3000000000001&secret=00112233445566778899aabbccddeeff, 40002",
        "grant_type=client_credential&appid=wx00000000000000ff&secret=00112233445566778899aabbccddeeff, 40013",
        "grant_type=client_credential&appid=wxdde3000000000001&secret=ffffffffffffffffffffffffffffffff, 40125"
    })
    void saysWhatIsWrongWithTheCall(String query, int errcode) {
        assertThat(errcode(backend.ask(Call.get("/cgi-bin/token?" + query)))).isEqualTo(errcode);
    }

    @Test
    void isGottenNotPosted() {
        assertThat(errcode(backend.ask(Call.postJson(Backend.TOKEN, "")))).isEqualTo(43001);
    }

    @Test
    void wordsItsErrorsAsWechatDoes() {
        Answer answer = wechat.answer(Call.get("/cgi-bin/token?grant_type=client_credential"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.body())
                .matches("\\{\"errcode\":41002,\"errmsg\":\"appid missing"
                        + " rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}\"}");
    }

    @Test
    void isNotFoundElsewhere() {
        assertThat(errcode(backend.ask(Call.get("/cgi-bin/tokens")))).isEqualTo(40066);
    }
}
