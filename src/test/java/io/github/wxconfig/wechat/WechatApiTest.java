package io.github.wxconfig.wechat;

import static io.github.wxconfig.demo.WechatSimulator.DEMO_APP_ID;
import static io.github.wxconfig.demo.WechatSimulator.DEMO_SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ManualClock;
import io.github.wxconfig.demo.Call;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.Rules;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.ticket.Account;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WechatApiTest {
    private static final String[] HTTP_LOGGERS = Stream.of(
                    "wire",
                    "headers",
                    "impl.classic.ConnectExec",
                    "impl.classic.InternalExecRuntime",
                    "impl.classic.InternalHttpClient",
                    "impl.classic.MainClientExec",
                    "impl.classic.ProtocolExec",
                    "impl.io.DefaultHttpClientConnectionOperator",
                    "impl.io.DefaultManagedHttpClientConnection",
                    "impl.io.PoolingHttpClientConnectionManager")
            .map(name -> "org.apache.hc.client5.http." + name)
            .toArray(String[]::new);

    private final ManualClock clock = new ManualClock();
    private final WechatSimulator wechat = new WechatSimulator(clock);
    private final SimulatorServer server = SimulatorServer.start(wechat);
    private final WechatApi api = api(TokenEndpoint.STABLE, server.baseUrl());

    @AfterEach
    void stop() {
        api.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void getsATokenAndWithItATicket(TokenEndpoint endpoint) {
        try (WechatApi either = api(endpoint, server.baseUrl())) {
            Credential token = either.accessToken(false);
            Credential ticket = either.ticket(token);

            assertThat(token.kind()).isEqualTo(Kind.ACCESS_TOKEN);
            assertThat(ticket.kind()).isEqualTo(Kind.JSAPI_TICKET);
            assertThat(Stream.of(token, ticket)).allSatisfy(issued -> {
                assertThat(issued.appId()).isEqualTo(DEMO_APP_ID);
                assertThat(issued.issuedAt()).isEqualTo(clock.instant());
                assertThat(issued.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
            });
        }
    }

    @Test
    void asksTheStableEndpointUnlessToldOtherwise() {
        api.accessToken(false);
        assertThat(wechat.stableTokenCalls()).isOne();
        assertThat(wechat.tokenCalls()).isZero();

        try (WechatApi classic = api(TokenEndpoint.CLASSIC, server.baseUrl())) {
            classic.accessToken(true);
        }
        assertThat(wechat.stableTokenCalls()).isOne();
        assertThat(wechat.tokenCalls()).isOne();
    }

    @Test
    void getsTheSameTokenWithItsRemainingLifeUnlessItIsForced() {
        Credential token = api.accessToken(false);
        clock.advance(Duration.ofHours(1));
        Credential same = api.accessToken(false);
        Credential forced = api.accessToken(true);

        assertThat(same.value()).isEqualTo(token.value());
        assertThat(same.expiresAt()).isEqualTo(token.expiresAt());
        assertThat(forced.value()).isNotEqualTo(token.value());
    }

    @Test
    void takesATokenOf512CharactersAsItIs() {
        String token = "a_-".repeat(170) + "zz";
        wechat.switchOn(Fault.value(token));

        assertThat(api.accessToken(false).value()).isEqualTo(token);
    }

    @Test
    void believesInNoLifeBeyondADay() {
        wechat.rules(Rules.WECHAT.withTokenLife(Duration.ofDays(400)));

        assertThat(api.accessToken(false).expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    /** The codes that a token or ticket call may get, from WeChat's list of global return codes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            -1    | TRANSIENT      | 0     | WeChat is busy
            40001 | TOKEN_REJECTED | 60    | let both use stable_token
            40014 | TOKEN_REJECTED | 60    | let both use stable_token
            42001 | TOKEN_REJECTED | 60    | let both use stable_token
            40002 | CONFIGURATION  | 300   | check apiBaseUrl and tokenEndpoint
            40013 | CONFIGURATION  | 300   | Check appId
            41002 | CONFIGURATION  | 300   | Check appId
            41004 | CONFIGURATION  | 300   | Check secret
            40125 | CONFIGURATION  | 300   | Check secret
            43002 | CONFIGURATION  | 300   | check apiBaseUrl and tokenEndpoint
            43003 | CONFIGURATION  | 300   | check apiBaseUrl and tokenEndpoint
            40164 | CONFIGURATION  | 300   | whitelist
            61004 | CONFIGURATION  | 300   | whitelist
            40243 | CONFIGURATION  | 300   | unfreeze it at mp.weixin.qq.com
            50004 | CONFIGURATION  | 300   | permissions
            50007 | CONFIGURATION  | 300   | The account is frozen
            48001 | CONFIGURATION  | 300   | permissions
            48004 | CONFIGURATION  | 300   | permissions
            61024 | CONFIGURATION  | 300   | permissions
            45009 | QUOTA          | 1800  | reset the quota at mp.weixin.qq.com, or wait
            45011 | TOO_FAST       | 60    | Too many calls a minute
            89501 | CONFIGURATION  | 300   | administrator of the account has to confirm
            89503 | CONFIGURATION  | 300   | administrator of the account has to confirm
            89506 | CONFIGURATION  | 86400 | refused this server's IP for 24 h
            89507 | CONFIGURATION  | 3600  | refused this server's IP for 1 h
            99999 | TRANSIENT      | 0     | It is tried again
            """)
    void saysWhatToDoAboutAnErrorCode(int errcode, Problem problem, long holdOffSeconds, String cure) {
        Credential token = api.accessToken(false);
        wechat.switchOn(Fault.errcode(errcode, "what WeChat says"));

        CredentialException refused = refusal(() -> api.ticket(token));

        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.errcode()).isEqualTo(errcode);
        assertThat(refused.holdOff()).isEqualTo(Duration.ofSeconds(holdOffSeconds));
        assertThat(refused)
                .hasMessageStartingWith("WeChat refused getticket for " + DEMO_APP_ID + " with errcode " + errcode
                        + " (what WeChat says). ")
                .hasMessageContaining(cure);
    }

    /** To a call for a token, 40001 means the secret. */
    @ParameterizedTest
    @ValueSource(ints = {40001, 40125})
    void tellsAWrongSecretFromARejectedToken(int errcode) {
        wechat.switchOn(Fault.errcode(errcode, "invalid credential"));

        CredentialException refused = refusal(() -> api.accessToken(false));

        assertThat(refused.problem()).isEqualTo(Problem.CONFIGURATION);
        assertThat(refused).hasMessageContaining("Check secret");
    }

    /** Errors that the simulator gives by itself. */
    @ParameterizedTest
    @EnumSource
    void recognisesAWrongSecretAndAnUnknownAccount(TokenEndpoint endpoint) {
        try (WechatApi secret = api(endpoint, new Account(DEMO_APP_ID, "f".repeat(32)), server.baseUrl());
                WechatApi account = api(endpoint, new Account("wxffffffffffffffff", DEMO_SECRET), server.baseUrl())) {
            assertThat(refusal(() -> secret.accessToken(false)).errcode()).isEqualTo(40125);
            assertThat(refusal(() -> account.accessToken(false)).errcode()).isEqualTo(40013);
        }
    }

    @Test
    void showsTheAddressThatIsNotWhitelisted() {
        wechat.switchOn(Fault.ipRefused("203.0.113.9"));

        assertThat(refusal(() -> api.accessToken(false))).hasMessageContaining("invalid ip 203.0.113.9");
    }

    /** Each request has another id, and the same error should be the same text. */
    @Test
    void cutsRequestIds() {
        wechat.switchOn(Fault.errcode(45009, "reach max api daily quota limit"));

        assertThat(refusal(() -> api.accessToken(false)).getMessage())
                .contains("(reach max api daily quota limit).")
                .doesNotContain("rid")
                .isEqualTo(refusal(() -> api.accessToken(false)).getMessage());
    }

    @Test
    void masksSecretAndTokenThatWechatRepeats() {
        Credential token = api.accessToken(false);
        wechat.switchOn(Fault.errcode(40001, "bad " + token.value() + " of " + DEMO_SECRET + "\r\n\tforged"));

        assertThat(refusal(() -> api.ticket(token)))
                .hasMessageContaining("(bad *** of ***\\u000d\\u000a\\u0009forged)");
    }

    @Test
    void cutsAnErrorTextThatIsFarTooLong() {
        wechat.switchOn(Fault.errcode(48001, "x".repeat(10_000)));

        assertThat(refusal(() -> api.accessToken(false)).getMessage()).hasSizeLessThan(600);
    }

    /** What a pattern tries from each of its characters anew would take hours. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsAnErrorTextOfSpacesAtOnce() {
        String body = "{\"errcode\":48001,\"errmsg\":\"api" + " ".repeat(2_000_000) + "x\"}";
        Answer answer = new Answer(Kind.ACCESS_TOKEN, "token", body, new Account(DEMO_APP_ID, DEMO_SECRET), List.of());

        assertThat(refusal(() -> answer.credential(clock.instant())).getMessage())
                .hasSizeLessThan(600);
    }

    static Stream<Named<Fault>> nonsense() {
        return Stream.of(
                        Fault.html(),
                        Fault.halfJson(),
                        Fault.emptyBody(),
                        Fault.expiresIn(0),
                        Fault.expiresIn(-1),
                        Fault.expiresIn(Long.MIN_VALUE),
                        Fault.withoutExpiresIn(),
                        Fault.value(""),
                        Fault.value(" "),
                        Fault.value(null),
                        Fault.withoutValue())
                .map(fault -> Named.of(fault.name(), fault));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void takesNonsenseForAFailedCall(Fault fault) {
        Credential token = api.accessToken(false);
        wechat.switchOn(fault);

        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> api.accessToken(false), () -> api.ticket(token))) {
            CredentialException refused = refusal(call);
            assertThat(refused.problem()).isEqualTo(Problem.TRANSIENT);
            assertThat(refused.errcode()).isZero();
            assertThat(refused).hasMessageMatching("WeChat answered (stable_token|getticket) with .+ apiBaseUrl .+");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7200",
                "\"ok\"",
                "{}",
                "{\"access_token\":\"null\",\"expires_in\":7200}",
                "{\"access_token\":5,\"expires_in\":7200}",
                "{\"access_token\":[\"a\"],\"expires_in\":7200}",
                "{\"access_token\":\"a\",\"expires_in\":\"soon\"}",
                "{\"access_token\":\"a\",\"expires_in\":7200.5}",
                "{\"access_token\":\"a\",\"expires_in\":1e999999999}",
                "{\"errcode\":{},\"errmsg\":[]}"
            })
    void takesJsonOfAnotherFormForAFailedCall(String body) {
        Answer answer = new Answer(Kind.ACCESS_TOKEN, "token", body, new Account(DEMO_APP_ID, DEMO_SECRET), List.of());

        assertThat(refusal(() -> answer.credential(clock.instant())).problem()).isEqualTo(Problem.TRANSIENT);
    }

    static Stream<Named<Fault>> brokenConnections() {
        return Stream.of(Fault.down(), Fault.badGateway(), Fault.halfBody(), Fault.hugeBody(100_000))
                .map(fault -> Named.of(fault.name(), fault));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void asksTheNextHostWhenOneGivesNoAnswer(Fault fault) {
        wechat.switchOn(fault.times(1));
        try (WechatApi two = api(TokenEndpoint.STABLE, server.baseUrl(), server.baseUrl())) {
            assertThat(two.accessToken(false).value()).isNotEmpty();
            assertThat(wechat.stableTokenCalls()).isEqualTo(2);
        }
    }

    @Test
    void asksTheNextHostWhenNobodyListensAtTheFirst() throws Exception {
        try (WechatApi two = api(TokenEndpoint.CLASSIC, nobody(), server.baseUrl())) {
            assertThat(two.ticket(two.accessToken(false)).value()).isNotEmpty();
        }
    }

    /** Nothing accepts the connection, as behind a firewall that drops what comes; and then nothing answers. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void asksTheNextHostWhenTheFirstOneHangs(boolean accepts) throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            for (int waiting = 0; !accepts && waiting < 4; waiting++) {
                queue.add(SocketChannel.open().socket());
                queue.get(waiting).getChannel().configureBlocking(false);
                queue.get(waiting).getChannel().connect(hanging.getLocalSocketAddress());
            }
            URI dead = URI.create("http://127.0.0.1:" + hanging.getLocalPort());
            try (WechatApi two = api(TokenEndpoint.STABLE, dead, server.baseUrl())) {
                assertThat(two.ticket(two.accessToken(false)).value()).isNotEmpty();
                assertThat(wechat.calls()).hasSize(2);
            } finally {
                for (Socket waiting : queue) {
                    waiting.close();
                }
            }
        }
    }

    @Test
    void comesBackToTheFirstHostAfterAWhile() {
        URI mirror = URI.create(server.baseUrl() + "/mirror");
        try (WechatApi two = api(TokenEndpoint.STABLE, server.baseUrl(), mirror)) {
            wechat.switchOn(Fault.down().times(1));
            refusal(() -> two.accessToken(false));
            refusal(() -> two.accessToken(false));
            clock.advance(Duration.ofMinutes(10));
            two.accessToken(false);

            assertThat(wechat.calls())
                    .extracting(Call::path)
                    .containsExactly(
                            "/cgi-bin/stable_token",
                            "/mirror/cgi-bin/stable_token",
                            "/mirror/cgi-bin/stable_token",
                            "/cgi-bin/stable_token");
        }
    }

    @Test
    void asksNoOtherHostWhenOneAnswersWithAnError() {
        wechat.switchOn(Fault.errcode(45009, "reach max api daily quota limit"));
        try (WechatApi two = api(TokenEndpoint.STABLE, server.baseUrl(), server.baseUrl())) {
            assertThat(refusal(() -> two.accessToken(false)).problem()).isEqualTo(Problem.QUOTA);
            assertThat(wechat.stableTokenCalls()).isOne();
        }
    }

    @Test
    void namesEveryHostThatGaveNoAnswerAndNoSecret() throws Exception {
        wechat.switchOn(Fault.badGateway());
        URI nobody = nobody();
        try (WechatApi two = api(TokenEndpoint.CLASSIC, nobody, server.baseUrl())) {
            CredentialException refused = refusal(() -> two.accessToken(false));

            assertThat(refused.problem()).isEqualTo(Problem.TRANSIENT);
            assertThat(refused)
                    .hasMessageStartingWith("WeChat did not answer token (")
                    .hasMessageContainingAll(nobody.toString(), server.baseUrl() + ": HTTP status 502");
            assertThat(refused.getMessage()).doesNotContain(DEMO_SECRET);
        }
    }

    @Test
    void waitsFiveSecondsForAnAnswer() {
        wechat.switchOn(Fault.slow(Duration.ofMinutes(1)));
        long begun = System.nanoTime();

        assertThat(refusal(() -> api.accessToken(false)))
                .hasMessageContaining("Timeout")
                .returns(Problem.TRANSIENT, CredentialException::problem);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    }

    /** Whatever answers in WeChat's place, it fills neither the memory nor the day. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void stopsReadingAnEndlessAnswer() throws Exception {
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            byte[] spaces = new byte[8192];
            Arrays.fill(spaces, (byte) ' ');
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(spaces);
                }
            }
        });
        endless.start();
        try (WechatApi flooded = api(TokenEndpoint.STABLE, urlOf(endless))) {
            assertThat(refusal(() -> flooded.accessToken(false))).hasMessageContaining("too large");
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        HttpServer portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", server.baseUrl() + exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        portal.start();
        try (WechatApi redirected = api(TokenEndpoint.CLASSIC, urlOf(portal))) {
            assertThat(refusal(() -> redirected.accessToken(false))).hasMessageContaining("HTTP status 302");
            assertThat(wechat.calls()).isEmpty();
        } finally {
            portal.stop(0);
        }
    }

    /** A base URL may have a path, where a proxy of the company's stands before WeChat. */
    @Test
    void asksBelowThePathOfTheBaseUrl() {
        try (WechatApi below = api(TokenEndpoint.STABLE, URI.create(server.baseUrl() + "/proxy/wechat"))) {
            refusal(() -> below.accessToken(false));

            assertThat(wechat.calls()).extracting(Call::path).containsExactly("/proxy/wechat/cgi-bin/stable_token");
        }
    }

    @Test
    void encodesWhatStandsInAQuery() {
        Account odd = new Account("a&b=c", "s+e c/r?e#t");
        wechat.register(odd.appId(), odd.secret());
        try (WechatApi classic = api(TokenEndpoint.CLASSIC, odd, server.baseUrl());
                WechatApi stable = api(TokenEndpoint.STABLE, odd, server.baseUrl())) {
            assertThat(classic.accessToken(false).appId()).isEqualTo("a&b=c");
            assertThat(stable.accessToken(false).appId()).isEqualTo("a&b=c");
        }
    }

    @Test
    void endsACallUnderWayWhenClosed() throws Exception {
        wechat.switchOn(Fault.slow(Duration.ofMinutes(1)));
        WechatApi closed = api(TokenEndpoint.STABLE, server.baseUrl());
        Thread closing = new Thread(() -> {
            while (wechat.stableTokenCalls() == 0) {
                Thread.onSpinWait();
            }
            closed.close();
        });
        closing.start();
        long begun = System.nanoTime();

        assertThat(catchThrowableOfType(RuntimeException.class, () -> closed.accessToken(false)))
                .isNotNull();
        closing.join();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void callsNobodyOnceItIsClosed() {
        WechatApi unused = api(TokenEndpoint.STABLE, server.baseUrl());
        unused.close();
        api.accessToken(false);
        api.close();

        for (WechatApi closed : List.of(unused, api)) {
            assertThat(catchThrowableOfType(CredentialException.class, () -> closed.accessToken(false)))
                    .isNotNull();
        }
        assertThat(wechat.stableTokenCalls()).isOne();
    }

    /** A Logback that nobody configured logs at debug level. */
    @ParameterizedTest
    @EnumSource
    void logsNoSecretTokenOrTicketAtAnyLevel(TokenEndpoint endpoint) {
        try (LogCapture log = new LogCapture(HTTP_LOGGERS);
                WechatApi talkative = api(endpoint, server.baseUrl())) {
            Credential token = talkative.accessToken(false);
            Credential ticket = talkative.ticket(token);

            assertThat(log.text())
                    .contains("executing GET /cgi-bin/ticket/getticket")
                    .doesNotContain(DEMO_SECRET, token.value(), ticket.value());
        }
    }

    @Test
    void printsNoSecretTokenOrAnswer() {
        Account account = new Account(DEMO_APP_ID, DEMO_SECRET);
        String body = "{\"access_token\":\"the-token\",\"expires_in\":7200}";

        assertThat(new Answer(Kind.ACCESS_TOKEN, "token", body, account, List.of("the-old-token")).toString())
                .doesNotContain("the-token", "the-old-token", DEMO_SECRET);
    }

    private WechatApi api(TokenEndpoint endpoint, URI... baseUrls) {
        return api(endpoint, new Account(DEMO_APP_ID, DEMO_SECRET), baseUrls);
    }

    private WechatApi api(TokenEndpoint endpoint, Account account, URI... baseUrls) {
        return new WechatApi(account, endpoint, List.of(baseUrls), clock);
    }

    /** Where nobody listens, as far as can be known. */
    private static URI nobody() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    private static URI urlOf(HttpServer http) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private static CredentialException refusal(ThrowingCallable call) {
        CredentialException refused = catchThrowableOfType(CredentialException.class, call);
        assertThat(refused).isNotNull().hasNoCause();
        return refused;
    }
}
