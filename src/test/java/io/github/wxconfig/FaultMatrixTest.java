package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a visitor gets while something is wrong with WeChat, with the clock or on the way between: with a valid ticket at
 * hand, whose time to be renewed has come, and with none. The outcome is printed as a table to {@code
 * target/fault-matrix.md}.
 */
@Tag("slow")
class FaultMatrixTest {
    private static final String TICKET = "/cgi-bin/ticket/getticket";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration SLOW_MACHINE = Duration.ofSeconds(30);
    private static final List<String> TABLE = new ArrayList<>(List.of(
            "| fault | ticket held | page | signed | token calls | ticket calls |", "|---|---|---|---|---|---|"));

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final HeapStore store = new HeapStore();
    private final List<AutoCloseable> toClose = new ArrayList<>(List.of(wechatServer));

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @AfterAll
    static void printTable() throws IOException {
        Files.write(Path.of("target", "fault-matrix.md"), TABLE);
    }

    /** Switches a fault on, and returns the address at which WeChat seems to be. */
    @FunctionalInterface
    private interface Arrangement {
        URI apply(FaultMatrixTest test);
    }

    /**
     * A row.
     *
     * @param tokenCalls to WeChat for one attempt, as far as they arrive there
     * @param repeated whether the attempt is repeated soon
     */
    private record Row(String name, Arrangement fault, int tokenCalls, int ticketCalls, boolean repeated) {
        static Row of(Fault fault, int tokenCalls, int ticketCalls, boolean repeated) {
            return new Row(fault.name(), test -> test.at(fault), tokenCalls, ticketCalls, repeated);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What WeChat's documentation says that each means. All but the first are not asked about again for a minute or longer. */
    private static Stream<Row> errorCodes() {
        return IntStream.of(
                        -1, 40001, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 43002, 43003, 45009, 45011, 48001,
                        48004, 50004, 50007, 61004, 61024, 89501, 89503, 89506, 89507, 99999)
                .mapToObj(code -> Row.of(Fault.errcode(code, "refused"), 1, 0, code == -1 || code == 99999));
    }

    /** The token is had anew, which brings the same one, then by force, and the ticket is asked for once more. */
    private static Stream<Row> rejectedTokens() {
        return IntStream.of(40001, 40014, 42001)
                .mapToObj(code -> new Row(
                        "errcode " + code + " on getticket",
                        test -> test.at(Fault.errcode(code, "rejected").on(TICKET)),
                        3,
                        2,
                        false));
    }

    private static Stream<Row> answers() {
        return Stream.of(
                        Fault.badGateway(),
                        Fault.html(),
                        Fault.halfJson(),
                        Fault.halfBody(),
                        Fault.emptyBody(),
                        Fault.hugeBody(100_000),
                        Fault.withoutValue(),
                        Fault.value(null),
                        Fault.value("null"),
                        Fault.value(""),
                        Fault.withoutExpiresIn(),
                        Fault.expiresIn(0),
                        Fault.expiresIn(-7200))
                .flatMap(fault -> Stream.of(
                        Row.of(fault, 1, 0, true),
                        new Row(fault.name() + " on getticket", test -> test.at(fault.on(TICKET)), 1, 1, true)));
    }

    private static Stream<Row> connections() {
        return Stream.of(
                new Row("refused", FaultMatrixTest::refused, 0, 0, true),
                new Row("accepted, never answered", FaultMatrixTest::silent, 0, 0, true),
                new Row("half-open", FaultMatrixTest::halfOpen, 0, 0, true),
                Row.of(Fault.down(), 1, 0, true),
                Row.of(Fault.slow(Duration.ofSeconds(4)), 1, 0, true));
    }

    static Stream<Row> rows() {
        return Stream.of(errorCodes(), rejectedTokens(), answers(), connections())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void withoutTicketThePageIsServedAsItIs(Row row) throws Exception {
        URI wechatAddress = row.fault().apply(this);

        Outcome outcome = visit(row, wechatAddress, "no");

        assertThat(outcome.signed()).isFalse();
        assertThat(outcome.first()).isLessThan(PATIENCE.plus(SLOW_MACHINE));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void withATicketThePageIsSigned(Row row) throws Exception {
        store.write(almostOver());
        URI wechatAddress = row.fault().apply(this);

        Outcome outcome = visit(row, wechatAddress, "yes");

        assertThat(outcome.signed()).isTrue();
    }

    static Stream<Row> clocks() {
        return Stream.of(
                new Row("clock set back 3 h", test -> test.stored(Duration.ofHours(3)), 1, 1, false),
                new Row("clock set forward 3 h", test -> test.stored(Duration.ofHours(-3)), 1, 1, false));
    }

    /** To a clock that was set, what is in the store is from another time, and WeChat is asked. */
    @ParameterizedTest
    @MethodSource("clocks")
    void aTicketOfAnotherTimeIsReplaced(Row row) throws Exception {
        Outcome outcome = visit(row, row.fault().apply(this), "of another time");

        assertThat(outcome.signed()).isTrue();
    }

    private record Outcome(boolean signed, Duration first) {}

    private Outcome visit(Row row, URI wechatAddress, String held) throws Exception {
        Instant begun = Instant.now();
        try (LogCapture log = new LogCapture();
                JettyServer server = PlainPage.start(Settings.builder()
                        .appId(WechatSimulator.DEMO_APP_ID)
                        .secret(WechatSimulator.DEMO_SECRET)
                        .apiBaseUrl(wechatAddress.toString())
                        .store(store))) {
            get(server.uri("/first"));
            Duration first = Duration.between(begun, Instant.now());
            while ((tokenCalls() < row.tokenCalls() || ticketCalls() < row.ticketCalls())
                    && Instant.now().isBefore(begun.plus(SLOW_MACHINE))) {
                Thread.sleep(10);
            }
            Instant second = Instant.now();
            String page = get(server.uri("/second"));
            Duration time = Duration.between(second, Instant.now());

            boolean signed = page.contains("nonceStr");
            TABLE.add("| %s | %s | 200 | %s | %d | %d |"
                    .formatted(row, held, signed ? "yes" : "no", tokenCalls(), ticketCalls()));
            assertThat(signed ? new ReceivedPage(page).withoutScript() : page).isEqualTo(PlainPage.HTML);
            assertThat(log.lines()).as("told once").hasSizeLessThanOrEqualTo(1);
            assertThat(time).as("a page that waits for nobody").isLessThan(PATIENCE);
            int attempts = row.repeated()
                    ? 1 + (int) Duration.between(begun, Instant.now()).toSeconds()
                    : 1;
            assertThat(tokenCalls()).isBetween(row.tokenCalls(), row.tokenCalls() * attempts);
            assertThat(ticketCalls()).isBetween(row.ticketCalls(), row.ticketCalls() * attempts);
            return new Outcome(signed, first);
        }
    }

    /** Valid for a minute, of two hours. */
    private Credential almostOver() {
        Instant end = Instant.now().plusSeconds(60);
        return new Credential(
                Kind.JSAPI_TICKET, WechatSimulator.DEMO_APP_ID, "a-ticket", end.minus(Duration.ofHours(2)), end);
    }

    /** A ticket that was issued so much later than now. */
    private URI stored(Duration later) {
        Instant issued = Instant.now().plus(later);
        store.write(new Credential(
                Kind.JSAPI_TICKET, WechatSimulator.DEMO_APP_ID, "a-ticket", issued, issued.plus(Duration.ofHours(2))));
        return wechatServer.baseUrl();
    }

    private URI at(Fault fault) {
        wechat.switchOn(fault);
        return wechatServer.baseUrl();
    }

    private URI refused() {
        try (Relay gone = Relay.silent()) {
            return gone.uri();
        }
    }

    private URI silent() {
        Relay silent = Relay.silent();
        toClose.add(silent);
        return silent.uri();
    }

    private URI halfOpen() {
        Relay relay = Relay.to(wechatServer.baseUrl().getPort());
        relay.freeze();
        toClose.add(relay);
        return relay.uri();
    }

    private int tokenCalls() {
        return wechat.stableTokenCalls();
    }

    private int ticketCalls() {
        return wechat.ticketCalls();
    }

    private String get(URI page) throws Exception {
        HttpResponse<String> response =
                browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
