package io.github.wxconfig.ticket;

import static io.github.wxconfig.demo.WechatSimulator.DEMO_APP_ID;
import static io.github.wxconfig.demo.WechatSimulator.DEMO_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ManualClock;
import io.github.wxconfig.demo.Rules;
import io.github.wxconfig.demo.Rules.TicketRepeat;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.wechat.TokenEndpoint;
import io.github.wxconfig.wechat.WechatApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How often nodes that share a store ask a WeChat that repeats a ticket until it ends, and one that does not. */
@Timeout(60)
class NodesTest {
    private static final int LIFETIMES = 12;
    private static final Duration LIFE = Rules.WECHAT.ticketLife();

    private final ManualClock clock = new ManualClock();
    private final WechatSimulator wechat = new WechatSimulator(clock);
    private final SimulatorServer server = SimulatorServer.start(wechat);
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final Random chance = new Random(1);
    private final List<CurrentTicket> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(CurrentTicket::close);
        server.close();
    }

    static Stream<Arguments> clusters() {
        return Stream.of(TicketRepeat.values())
                .flatMap(repeat -> IntStream.of(1, 4, 8).mapToObj(size -> Arguments.of(repeat, size)));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void askTwiceInALifetimeAtMostAndSignAtEveryMoment(TicketRepeat repeat, int size) {
        wechat.rules(Rules.WECHAT.withTicketRepeat(repeat));
        start(size);

        passAndSign(LIFE.multipliedBy(LIFETIMES).dividedBy(100), 99);

        assertThat(wechat.ticketCalls()).isLessThanOrEqualTo(2 * LIFETIMES);
        assertThat(wechat.stableTokenCalls()).isLessThanOrEqualTo(2 * LIFETIMES);
    }

    /** As a deployment does it, shortly before the ticket's end. */
    @ParameterizedTest
    @EnumSource
    void askNoMoreForBeingRestarted(TicketRepeat repeat) {
        wechat.rules(Rules.WECHAT.withTicketRepeat(repeat));
        start(4);
        passAndSign(LIFE.minusSeconds(140), 1);
        int before = wechat.ticketCalls();
        start(4);

        passAndSign(Duration.ofSeconds(139), 1);

        assertThat(before).isEqualTo(2);
        assertThat(wechat.ticketCalls()).isEqualTo(2);
    }

    /** A hub's nodes keep the token, too. */
    @ParameterizedTest
    @MethodSource("clusters")
    void askForAsFewTokensWhereTheyKeepThem(TicketRepeat repeat, int size) {
        wechat.rules(Rules.WECHAT.withTicketRepeat(repeat));
        for (int i = 0; i < size; i++) {
            CurrentTicket node = node();
            node.keepToken();
            node.start();
        }

        passAndSign(LIFE.multipliedBy(LIFETIMES).dividedBy(100), 99);

        assertThat(wechat.ticketCalls()).isLessThanOrEqualTo(2 * LIFETIMES);
        assertThat(wechat.stableTokenCalls()).isLessThanOrEqualTo(2 * LIFETIMES);
    }

    private void passAndSign(Duration step, int times) {
        for (int i = 0; i < times; i++) {
            scheduler.pass(step);
            assertThat(nodes).allMatch(node -> node.held().isPresent());
        }
    }

    private void start(int size) {
        for (int i = 0; i < size; i++) {
            node().start();
        }
        scheduler.pass(Duration.ZERO);
    }

    private CurrentTicket node() {
        CurrentTicket node = new CurrentTicket(
                DEMO_APP_ID,
                new WechatApi(
                        new Account(DEMO_APP_ID, DEMO_SECRET), TokenEndpoint.STABLE, List.of(server.baseUrl()), clock),
                store,
                clock,
                scheduler,
                chance::nextDouble,
                Duration.ZERO);
        nodes.add(node);
        return node;
    }
}
