package io.github.wxconfig.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ManualClock;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each answer that a server at ticketUrl may give. */
@Timeout(60)
class HubApiTest {
    private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY";
    private static final String TICKET = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3";
    private static final String[] HTTP_LOGGERS = Stream.of(
                    "wire",
                    "headers",
                    "impl.classic.InternalExecRuntime",
                    "impl.classic.InternalHttpClient",
                    "impl.classic.MainClientExec",
                    "impl.classic.ProtocolExec")
            .map(name -> "org.apache.hc.client5.http." + name)
            .toArray(String[]::new);

    private final ManualClock clock = new ManualClock();
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private int status = 200;
    private @Nullable String retryAfter;
    private String body = "{\"appId\":\"wxhub\",\"ticket\":\"" + TICKET + "\",\"expires_in\":345}";
    private boolean half;

    HubApiTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, half ? bytes.length + 1L : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void takesTheTicketForTheLifeThatItHasLeft() {
        Credential ticket = ticket("/wx/ticket");

        assertThat(ticket.kind()).isEqualTo(Kind.JSAPI_TICKET);
        assertThat(ticket.appId()).isEqualTo("wxhub");
        assertThat(ticket.value()).isEqualTo(TICKET);
        assertThat(ticket.issuedAt()).isEqualTo(clock.instant());
        assertThat(ticket.expiresAt()).isEqualTo(clock.instant().plusSeconds(345));
        assertThat(asked).containsExactly("GET /wx/ticket?appId=wxhub Bearer " + KEY);
    }

    @Test
    void keepsAQueryOfTheAddress() {
        ticket("/ticket?tenant=tea");

        assertThat(asked).containsExactly("GET /ticket?tenant=tea&appId=wxhub Bearer " + KEY);
    }

    /** WeChat's documentation of getticket. */
    @Test
    void understandsWhatWechatWouldAnswer() {
        body = "{\"errcode\":0,\"errmsg\":\"ok\",\"ticket\":\"" + TICKET + "\",\"expires_in\":7200}";

        assertThat(ticket("/").expiresAt()).isEqualTo(clock.instant().plusSeconds(7200));
    }

    @ParameterizedTest
    @CsvSource({"401, Check hubKey", "403, asked by https", "404, 'Check ticketUrl, hubKey and appId'"})
    void tellsWhoHasToActWhenItIsRefused(int refused, String cure) {
        status = refused;

        CredentialException failure = failure();

        assertThat(failure.problem()).isEqualTo(Problem.CONFIGURATION);
        assertThat(failure.holdOff()).isPositive();
        assertThat(failure).hasMessageContainingAll("HTTP status " + refused, cure, "ticketUrl (127.0.0.1:");
    }

    /** RFC 9110, section 10.2.3. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 0", "7, 7", "0, 0", "soon, 0", "86400, 600", "-5, 0", "'Thu, 01 Jan 1970 00:00:00 GMT', 0"})
    void waitsAsLongAsItIsToldTo(@Nullable String told, long seconds) {
        status = 503;
        retryAfter = told;

        CredentialException failure = failure();

        assertThat(failure.problem()).isEqualTo(Problem.TRANSIENT);
        assertThat(failure.holdOff()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Please log in</body></html>",
                "{\"ticket\":\"abc\",\"expires",
                "[]",
                "{}",
                "{\"ticket\":\"\",\"expires_in\":7200}",
                "{\"ticket\":null,\"expires_in\":7200}",
                "{\"ticket\":\"abc\"}",
                "{\"ticket\":\"abc\",\"expires_in\":0}",
                "{\"appId\":\"wxother\",\"ticket\":\"abc\",\"expires_in\":7200}"
            })
    void takesNothingFromAnAnswerThatMakesNoSense(String nonsense) {
        body = nonsense;

        CredentialException failure = failure();

        assertThat(failure.problem()).isEqualTo(Problem.TRANSIENT);
        assertThat(failure).hasMessageContaining("check that ticketUrl is the hub's");
    }

    @Test
    void triesAgainAfterHalfABody() {
        half = true;

        assertThat(failure().problem()).isEqualTo(Problem.TRANSIENT);
    }

    /** A redirect would carry the key to another server. */
    @ParameterizedTest
    @ValueSource(ints = {302, 429, 500})
    void takesNoOtherStatusForAnAnswer(int other) {
        status = other;
        body = "";

        assertThat(failure().problem()).isEqualTo(Problem.TRANSIENT);
        assertThat(asked).hasSize(1);
    }

    @Test
    void triesAgainWhenNobodyListens() {
        stop();

        assertThat(failure()).hasMessageContaining("check that it runs");
    }

    @Test
    void keepsTheKeyAndTheTicketOutOfLogsAndErrors() {
        try (LogCapture log = new LogCapture(HTTP_LOGGERS)) {
            ticket("/wx/ticket");
            body = "{\"errcode\":40001,\"errmsg\":\"" + KEY + "\"}";
            String message = failure().toString();

            assertThat(log.text()).isNotEmpty();
            assertThat(log.text() + message).doesNotContain(KEY).doesNotContain(TICKET);
        }
    }

    private Credential ticket(String path) {
        try (HubApi hub = new HubApi("wxhub", uri(path), KEY, clock)) {
            return hub.ticketWithoutToken().orElseThrow();
        }
    }

    private CredentialException failure() {
        CredentialException failure = catchThrowableOfType(CredentialException.class, () -> ticket("/wx/ticket"));
        assertThat(failure).isNotNull();
        return failure;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
