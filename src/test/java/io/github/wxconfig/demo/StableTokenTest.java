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
import org.junit.jupiter.params.provider.ValueSource;

class StableTokenTest {
    private static final String PATH = "/cgi-bin/stable_token";

    private final ManualClock clock = new ManualClock();
    private final WechatSimulator wechat = new WechatSimulator(clock);
    private final Backend backend = new Backend(wechat);

    @Test
    void isTheSameForEveryoneWithItsRemainingLife() {
        JsonObject first = backend.stableToken();
        clock.advance(Duration.ofSeconds(7200 - 345));
        JsonObject second = backend.stableToken();

        assertThat(value(second)).isEqualTo(value(first));
        assertThat(expiresIn(first)).isEqualTo(7200);
        assertThat(expiresIn(second)).isEqualTo(345);
    }

    @Test
    void isRenewedFiveMinutesBeforeItsEndWhileTheOldOneWorksOn() {
        String old = value(backend.stableToken());
        clock.advance(Duration.ofMinutes(115));
        JsonObject renewed = backend.stableToken();

        assertThat(value(renewed)).isNotEqualTo(old);
        assertThat(expiresIn(renewed)).isEqualTo(7200);

        clock.advance(Duration.ofSeconds(299));
        assertThat(errcode(backend.ticket(old))).isZero();
        assertThat(errcode(backend.ticket(value(renewed)))).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(errcode(backend.ticket(old))).isEqualTo(42001);
    }

    @Test
    void diesAtOnceWhenItsSuccessorIsForced() {
        String old = value(backend.stableToken());
        String forced = value(backend.forcedToken());

        assertThat(forced).isNotEqualTo(old);
        assertThat(errcode(backend.ticket(old))).isEqualTo(40001);
        assertThat(errcode(backend.ticket(forced))).isZero();
        assertThat(value(backend.stableToken())).isEqualTo(forced);
    }

    @Test
    void isForcedAtMostEveryThirtySeconds() {
        String forced = value(backend.forcedToken());

        clock.advance(Duration.ofSeconds(29));
        assertThat(errcode(backend.forcedToken())).isEqualTo(45011);
        assertThat(errcode(backend.ticket(forced))).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(errcode(backend.forcedToken())).isZero();
    }

    @Test
    void isForcedAtMostTwentyTimesADay() {
        for (int call = 0; call < 20; call++) {
            assertThat(errcode(backend.forcedToken())).isZero();
            clock.advance(Duration.ofSeconds(30));
        }
        assertThat(errcode(backend.forcedToken())).isEqualTo(45009);
        assertThat(errcode(backend.stableToken())).isZero();

        clock.advance(Duration.ofDays(1));
        assertThat(errcode(backend.forcedToken())).isZero();
    }

    @Test
    void survivesWhatHappensToClassicTokens() {
        String stable = value(backend.stableToken());
        backend.token();
        backend.token();

        clock.advance(Duration.ofMinutes(6));

        assertThat(errcode(backend.ticket(stable))).isZero();
        assertThat(value(backend.stableToken())).isEqualTo(stable);
    }

    @Test
    void isRefusedAfterTenThousandCallsAMinute() {
        for (int call = 0; call < 10_000; call++) {
            backend.stableToken();
        }
        assertThat(errcode(backend.stableToken())).isEqualTo(45011);

        clock.advance(Duration.ofMinutes(1));
        assertThat(errcode(backend.stableToken())).isZero();
    }

    @Test
    void isReplacedWhenAnotherSystemTookIt() {
        String old = value(backend.stableToken());
        wechat.revokeTokens(WechatSimulator.DEMO_APP_ID);

        assertThat(errcode(backend.ticket(old))).isEqualTo(40001);
        assertThat(value(backend.stableToken())).isNotEqualTo(old);
    }

    @Test
    void mayBeRefusedAlthoughItIsTheNewestUntilForced() {
        String spoiled = value(backend.stableToken());
        wechat.spoilTokens(WechatSimulator.DEMO_APP_ID);

        assertThat(value(backend.stableToken())).isEqualTo(spoiled);
        assertThat(errcode(backend.ticket(spoiled))).isEqualTo(40001);
        assertThat(errcode(backend.ticket(value(backend.forcedToken())))).isZero();
    }

    @Test
    void isPostedNotGotten() {
        assertThat(errcode(backend.ask(Call.get(PATH + "?grant_type=client_credential&" + Backend.CREDENTIALS))))
                .isEqualTo(43002);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=client_credential",
                "[]",
                "{\"grant_type\":\"client_credential\"",
                "{'grant_type':'client_credential'}",
                "{\"grant_type\":\"client_credential\",}",
                "{\"grant_type\":1}",
                "{\"force_refresh\":\"true\"}",
                "{} {}",
                "null"
            })
    void isAskedForInStrictJson(String body) {
        assertThat(errcode(backend.ask(Call.postJson(PATH, body)))).isEqualTo(47001);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`, 40002",
                "`{\"grant_type\":\"client_credential\"}`, 41002",
                "`{\"grant_type\":\"client_credential\",\"appid\":\"wxdde3000000000001\"}`, 41004",
                "`{\"grant_type\":\"client_credential\",\"appid\":\"wx1\",\"secret\":\"s\"}`, 40013",
                "`{\"grant_type\":\"client_credential\",\"appid\":\"wxdde3000000000001\",\"secret\":\"s\"}`, 40125",
                "``, 44002"
            })
    void saysWhatIsWrongWithTheCall(String body, int errcode) {
        assertThat(errcode(backend.ask(Call.postJson(PATH, body)))).isEqualTo(errcode);
    }
}
