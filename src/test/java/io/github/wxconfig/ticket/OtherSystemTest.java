package io.github.wxconfig.ticket;

import static io.github.wxconfig.demo.WechatSimulator.DEMO_APP_ID;
import static io.github.wxconfig.demo.WechatSimulator.DEMO_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ManualClock;
import io.github.wxconfig.demo.Call;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.Rules;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.wechat.TokenEndpoint;
import io.github.wxconfig.wechat.WechatApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another system refreshes the token of the same account at the classic endpoint, which ends ours. */
@Timeout(60)
class OtherSystemTest {
    private static final String TOKEN = "/cgi-bin/token";
    private static final String TICKET = "/cgi-bin/ticket/getticket";

    private final ManualClock clock = new ManualClock();
    private final WechatSimulator wechat = new WechatSimulator(clock);
    private final SimulatorServer server = SimulatorServer.start(wechat);
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final CurrentTicket ticket = new CurrentTicket(
            DEMO_APP_ID,
            new WechatApi(
                    new Account(DEMO_APP_ID, DEMO_SECRET), TokenEndpoint.CLASSIC, List.of(server.baseUrl()), clock),
            new MemoryStore(clock),
            clock,
            scheduler,
            () -> 0,
            Duration.ZERO);

    @AfterEach
    void stop() {
        ticket.close();
        server.close();
    }

    @Test
    void takesTheTokenBetweenOurTwoCalls() {
        wechat.rules(Rules.WECHAT.withTokenOverlap(Duration.ZERO));
        Fault between = new Fault(
                "another system refreshes",
                (honest, now) -> {
                    otherSystemRefreshes();
                    return honest.get();
                },
                TICKET,
                1);
        wechat.switchOn(between);

        begin();

        assertThat(ticket.get()).isPresent();
        assertThat(ourCalls()).containsExactly(TOKEN, TICKET, TOKEN, TICKET);
    }

    @Test
    void takesTheTokenInTheMiddleOfATicketsLife() {
        wechat.rules(Rules.WECHAT.withTicketLife(Duration.ofHours(1)));
        begin();
        Credential first = ticket.get().orElseThrow();
        scheduler.pass(Duration.ofMinutes(30));
        otherSystemRefreshes();

        scheduler.pass(Duration.ofMinutes(25).minusMillis(1));
        assertThat(ticket.get()).hasValue(first);
        wechat.rules(Rules.WECHAT.withTicketRepeat(Rules.TicketRepeat.NEW));
        scheduler.pass(Duration.ofMillis(1));

        assertThat(ticket.get().map(Credential::value)).isPresent().isNotEqualTo(Optional.of(first.value()));
        assertThat(ourCalls()).containsExactly(TOKEN, TICKET, TICKET, TOKEN, TICKET);
    }

    /** Each of the two ends the other's token again and again. */
    @Test
    void leavesATicketAtEveryMomentOfADay() {
        wechat.rules(Rules.WECHAT.withTicketLife(Duration.ofHours(1)).withTokenOverlap(Duration.ZERO));
        begin();

        for (int quarter = 0; quarter < 24 * 4; quarter++) {
            otherSystemRefreshes();
            scheduler.pass(Duration.ofMinutes(15));
            assertThat(ticket.get()).as("after %s quarters of an hour", quarter).isPresent();
        }
        assertThat(ourCalls().stream().filter(TOKEN::equals)).hasSizeLessThan(50);
    }

    private void begin() {
        ticket.start();
        scheduler.pass(Duration.ZERO);
    }

    private void otherSystemRefreshes() {
        wechat.answer(Call.get(
                TOKEN + "?other-system&grant_type=client_credential&appid=" + DEMO_APP_ID + "&secret=" + DEMO_SECRET));
    }

    private List<String> ourCalls() {
        return wechat.calls().stream()
                .filter(call -> !call.query().startsWith("other-system"))
                .map(Call::path)
                .toList();
    }
}
