package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One application asks WeChat, and hands its ticket to another one. */
class HubTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body>茶</body></html>";
    private static final String PATH = "/wxconfig/hub";
    private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;

    HubTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        wechatServer.close();
    }

    @Test
    void letsAnotherApplicationSignWithoutAskingWechat() throws Exception {
        try (JettyServer hub = hub()) {
            until200(hub);
            wechat.resetCounters();
            try (JettyServer other = other(hub, KEY)) {
                URI page = other.uri("/tea?a=1");
                assertThat(new ReceivedPage(untilSigned(page).body()).verdict(wechat, page))
                        .isEqualTo("preVerifyJSAPI:ok");
            }
        }
        assertThat(wechat.calls()).noneMatch(call -> call.path().startsWith("/cgi-bin/"));
    }

    @Test
    void handsOutWhatItHasWithTheLifeThatIsLeft() throws Exception {
        try (JettyServer hub = hub()) {
            HttpResponse<String> answer = until200(hub);
            JsonObject json = JsonParser.parseString(answer.body()).getAsJsonObject();

            assertThat(json.keySet())
                    .containsExactlyInAnyOrder(
                            "appId", "ticket", "expires_in", "access_token", "access_token_expires_in");
            assertThat(json.get("appId").getAsString()).isEqualTo(WechatSimulator.DEMO_APP_ID);
            assertThat(json.get("expires_in").getAsLong()).isBetween(7000L, 7200L);
            assertThat(json.get("access_token_expires_in").getAsLong()).isBetween(7000L, 7200L);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        }
        assertThat(wechat.stableTokenCalls()).isOne();
        assertThat(wechat.ticketCalls()).isOne();
    }

    @Test
    void asksNobodyAfterARestart() throws Exception {
        try (JettyServer hub = hub()) {
            until200(hub);
        }
        wechat.resetCounters();
        try (JettyServer hub = hub()) {
            assertThat(until200(hub).body()).contains("\"access_token\"");
        }
        assertThat(wechat.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer QUJDREVGR0hJSktMTU5PUFFSU1RVVldZ",
                "Bearer QUJDREVGR0hJSktMTU5PUFFSU1RVVldYx",
                "Basic QUJDREVGR0hJSktMTU5PUFFSU1RVVldY",
                "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"
            })
    void isNotThereWithoutTheKey(String authorization) throws Exception {
        try (JettyServer hub = hub(HubTest::answerNothing);
                JettyServer none = start(asking("none"), HubTest::answerNothing)) {
            until200(hub);
            for (String path :
                    List.of(PATH, PATH + "?appId=" + WechatSimulator.DEMO_APP_ID, "/wxconfig/hub/", "/tea")) {
                for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
                    assertThat(seen(hub.uri(path), method, authorization))
                            .as("%s %s", method, path)
                            .isEqualTo(seen(none.uri(path), method, authorization));
                }
            }
        }
    }

    /** Status, headers and body, but for what differs from one answer to the next. */
    private List<Object> seen(URI uri, String method, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = send(request);
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return List.of(answer.statusCode(), headers, answer.body());
    }

    /** What a proxy on this machine passes on has come over another line. */
    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, http, 403",
        "X-Forwarded-For, 203.0.113.9, 403",
        "X-Forwarded-Host, hub.example.com, 403",
        "Forwarded, for=203.0.113.9;proto=http, 403",
        "Via, 1.1 proxy, 403",
        "X-Scheme, http, 403",
        "X-Forwarded-Ssl, off, 403",
        "X-Forwarded-Proto, https, 200",
        "Forwarded, for=203.0.113.9;proto=https, 200"
    })
    void answersOnlyWhereNobodyReadsAlong(String header, String value, int status) throws Exception {
        try (JettyServer hub = hub()) {
            String ticket = JsonParser.parseString(until200(hub).body())
                    .getAsJsonObject()
                    .get("ticket")
                    .getAsString();
            HttpResponse<String> answer = send(asking(hub, "").header(header, value));

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body().contains(ticket)).isEqualTo(status == 200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void answersToGetOnly(String method) throws Exception {
        try (JettyServer hub = hub()) {
            HttpResponse<String> answer = send(asking(hub, "").method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
        }
    }

    @Test
    void knowsItsOwnAccountsOnly() throws Exception {
        try (JettyServer hub = hub()) {
            until200(hub);
            assertThat(send(asking(hub, "?appId=" + WechatSimulator.DEMO_APP_ID))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(asking(hub, "?appId=wxother")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void saysWhenToComeBackWhileItHasNoTicket() throws Exception {
        wechat.switchOn(Fault.down());
        try (JettyServer hub = hub()) {
            HttpResponse<String> answer = send(asking(hub, ""));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
        }
    }

    @Test
    void tellsAnotherApplicationThatItsKeyIsWrong() throws Exception {
        try (LogCapture log = new LogCapture();
                JettyServer hub = hub();
                JettyServer other = other(hub, "another-key-of-thirty-two-letters")) {
            assertThat(get(other.uri("/")).body()).isEqualTo(HTML);
            Instant end = Instant.now().plusSeconds(30);
            while (!log.text().contains("that hubKey is its key")) {
                assertThat(Instant.now()).as(log.text()).isBefore(end);
                Thread.sleep(50);
            }
            assertThat(log.text()).doesNotContain("another-key-of").doesNotContain(KEY);
        }
    }

    private JettyServer hub() throws Exception {
        return hub(HubTest::answerEverything);
    }

    private JettyServer hub(JettyServer.Page application) throws Exception {
        return start(asking("hub").hubPath(PATH).hubKey(KEY), application);
    }

    private Settings.Builder asking(String store) {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(directory.resolve(store));
    }

    private JettyServer other(JettyServer hub, String key) throws Exception {
        Settings.Builder settings = Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .ticketUrl(hub.uri(PATH).toString())
                .hubKey(key)
                .storeDirectory(directory.resolve("other"));
        return start(settings, HubTest::answerEverything);
    }

    private static JettyServer start(Settings.Builder settings, JettyServer.Page application) throws Exception {
        return new JettyServer(new WxConfigFilter(settings.build()), Map.of(), application);
    }

    private static void answerEverything(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(HTML.getBytes(UTF_8));
    }

    /** With headers by which the answer could be told from another one. */
    private static void answerNothing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "of the application");
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("application/json");
        response.getOutputStream().write("{\"path\":\"unknown\"}".getBytes(UTF_8));
    }

    private static HttpRequest.Builder asking(JettyServer hub, String query) {
        return HttpRequest.newBuilder(hub.uri(PATH + query)).header("Authorization", "Bearer " + KEY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri));
    }

    private HttpResponse<String> until200(JettyServer hub) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        HttpResponse<String> answer = send(asking(hub, ""));
        while (answer.statusCode() != 200 || !answer.body().contains("access_token\"")) {
            assertThat(Instant.now()).as(answer.body()).isBefore(end);
            Thread.sleep(20);
            answer = send(asking(hub, ""));
        }
        return answer;
    }

    private HttpResponse<String> untilSigned(URI page) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        HttpResponse<String> answer = get(page);
        while (!answer.body().contains("nonceStr")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
            answer = get(page);
        }
        return answer;
    }
}
