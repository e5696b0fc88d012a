package io.github.wxconfig.demo;

import static io.github.wxconfig.demo.Backend.errcode;
import static io.github.wxconfig.demo.Backend.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private final WechatSimulator wechat = new WechatSimulator(new ManualClock());
    private final Backend backend = new Backend(wechat);

    @Test
    void meetsEveryCallUntilCleared() {
        wechat.switchOn(Fault.errcode(48001, "api unauthorized"));

        assertThat(errcode(backend.token())).isEqualTo(48001);
        assertThat(errcode(backend.stableToken())).isEqualTo(48001);
        assertThat(errcode(backend.ticket("any"))).isEqualTo(48001);

        wechat.clearFaults();
        assertThat(errcode(backend.ticket())).isZero();
    }

    @Test
    void meetsOnePathAFewTimes() {
        wechat.switchOn(Fault.errcode(-1, "system error")
                .on("/cgi-bin/ticket/getticket")
                .times(2));

        assertThat(errcode(backend.ticket())).isEqualTo(-1);
        assertThat(errcode(backend.ticket())).isEqualTo(-1);
        assertThat(errcode(backend.ticket())).isZero();
    }

    @Test
    void leavesBrowsersAloneUnlessTheirPathIsNamed() {
        wechat.switchOn(Fault.html());
        assertThat(preVerify().contentType()).startsWith("application/json");

        wechat.switchOn(Fault.html().on("/bridge/preVerifyJSAPI"));
        assertThat(preVerify().contentType()).startsWith("text/html");
    }

    @Test
    void addsUpWithOthers() {
        wechat.switchOn(Fault.badGateway());
        wechat.switchOn(Fault.slow(Duration.ofSeconds(3)));
        wechat.switchOn(Fault.slow(Duration.ofSeconds(4)));

        Answer answer = wechat.answer(Call.get(Backend.TOKEN));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.delay()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void countsTheCallsThatItMeets() {
        wechat.switchOn(Fault.down());
        wechat.answer(Call.get(Backend.TOKEN));
        wechat.answer(Call.postJson("/cgi-bin/stable_token", Backend.stableTokenBody(false)));
        wechat.answer(Call.get("/cgi-bin/ticket/getticket?access_token=t&type=jsapi"));

        assertThat(wechat.tokenCalls()).isEqualTo(1);
        assertThat(wechat.stableTokenCalls()).isEqualTo(1);
        assertThat(wechat.ticketCalls()).isEqualTo(1);
        assertThat(wechat.calls())
                .extracting(Call::path)
                .containsExactly("/cgi-bin/token", "/cgi-bin/stable_token", "/cgi-bin/ticket/getticket");

        wechat.resetCounters();
        assertThat(wechat.tokenCalls()).isZero();
        assertThat(wechat.calls()).isEmpty();
    }

    @Test
    void changesNothingAtWechatWhenItStandsInForTheAnswer() {
        wechat.rules(Rules.WECHAT.withTokenQuota(1));
        wechat.switchOn(Fault.ipRefused("203.0.113.9").times(1));

        assertThat(backend.token().get("errmsg").getAsString())
                .startsWith("invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: ");
        assertThat(errcode(backend.token())).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1})
    void changesTheLifetime(long seconds) {
        wechat.switchOn(Fault.expiresIn(seconds));

        assertThat(backend.token().get("expires_in").getAsLong()).isEqualTo(seconds);
        assertThat(backend.ticket().get("expires_in").getAsLong()).isEqualTo(seconds);
    }

    @Test
    void leavesPartsOut() {
        wechat.switchOn(Fault.withoutExpiresIn().times(1));
        assertThat(backend.stableToken().keySet()).containsExactly("access_token");

        wechat.switchOn(Fault.withoutValue().times(1));
        assertThat(backend.stableToken().keySet()).containsExactly("expires_in");
    }

    @Test
    void emptiesTheValue() {
        wechat.switchOn(Fault.value("").on("/cgi-bin/ticket/getticket").times(1));
        assertThat(value(backend.ticket())).isEmpty();

        wechat.switchOn(Fault.value(null).times(1));
        assertThat(backend.token().get("access_token").isJsonNull()).isTrue();
    }

    @Test
    void leavesRefusalsAsTheyAre() {
        wechat.switchOn(Fault.expiresIn(0));

        assertThat(backend.ticket("never issued").keySet()).containsExactly("errcode", "errmsg");
    }

    private Answer preVerify() {
        return wechat.answer(Call.postJson("/bridge/preVerifyJSAPI", "{}"));
    }
}
