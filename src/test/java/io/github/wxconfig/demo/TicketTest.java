package io.github.wxconfig.demo;

import static io.github.wxconfig.demo.Backend.errcode;
import static io.github.wxconfig.demo.Backend.expiresIn;
import static io.github.wxconfig.demo.Backend.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.wxconfig.ManualClock;
import io.github.wxconfig.demo.Rules.TicketRepeat;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketTest {
    private final ManualClock clock = new ManualClock();
    private final WechatSimulator wechat = new WechatSimulator(clock);
    private final Backend backend = new Backend(wechat);

    @Test
    void hasTheShapeOfTheDocumentation() {
        JsonObject answer = backend.ticket();

        assertThat(answer.keySet()).containsExactly("errcode", "errmsg", "ticket", "expires_in");
        assertThat(answer.get("errmsg").getAsString()).isEqualTo("ok");
        assertThat(value(answer)).hasSize(86);
        assertThat(expiresIn(answer)).isEqualTo(7200);
    }

    @Test
    void isRepeatedWithItsRemainingLife() {
        String ticket = value(backend.ticket());
        clock.advance(Duration.ofSeconds(7100));
        JsonObject repeated = backend.ticket();

        assertThat(value(repeated)).isEqualTo(ticket);
        assertThat(expiresIn(repeated)).isEqualTo(100);
    }

    @Test
    void isNewAfterItsEnd() {
        String ticket = value(backend.ticket());
        clock.advance(Duration.ofHours(2));

        assertThat(value(backend.ticket())).isNotEqualTo(ticket);
    }

    @Test
    void mayBeNewEveryTime() {
        wechat.rules(Rules.WECHAT.withTicketRepeat(TicketRepeat.NEW));

        assertThat(value(backend.ticket())).isNotEqualTo(value(backend.ticket()));
    }

    @Test
    void isNewAfterItWasRevoked() {
        String ticket = value(backend.ticket());
        wechat.revokeTicket(WechatSimulator.DEMO_APP_ID);

        assertThat(value(backend.ticket())).isNotEqualTo(ticket);
    }

    @Test
    void livesAsLongAsTheRulesSay() {
        wechat.rules(Rules.WECHAT.withTicketLife(Duration.ofSeconds(90)));

        assertThat(expiresIn(backend.ticket())).isEqualTo(90);
    }

    @Test
    void isRefusedWhenTheQuotaIsUsedUp() {
        wechat.rules(Rules.WECHAT.withTicketQuota(2));
        backend.ticket();
        backend.ticket();

        assertThat(errcode(backend.ticket())).isEqualTo(45009);
    }

    @ParameterizedTest
    @CsvSource({
        "type=jsapi, 41001",
        "access_token=&type=jsapi, 41001",
        "access_token=neverIssued&type=jsapi, 40014",
        "access_token=TOKEN, 40097",
        "access_token=TOKEN&type=JSAPI, 40097"
    })
    void saysWhatIsWrongWithTheCall(String query, int errcode) {
        String sent = query.replace("TOKEN", value(backend.stableToken()));

        assertThat(errcode(backend.ask(Call.get("/cgi-bin/ticket/getticket?" + sent))))
                .isEqualTo(errcode);
    }

    @Test
    void belongsToTheAccountOfTheToken() {
        wechat.register("wx00000000000000ff", "secret");
        String other = value(backend.ask(
                Call.get("/cgi-bin/token?grant_type=client_credential&appid=wx00000000000000ff&secret=secret")));

        assertThat(value(backend.ticket(other))).isNotEqualTo(value(backend.ticket()));
    }
}
