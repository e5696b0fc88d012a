package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.script.SignedPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with a Content-Security-Policy, in a container: what a browser gets. */
class ContentSecurityPolicyFilterTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body></body></html>";
    private static final String POLICY = "Content-Security-Policy";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Path storeDirectory;

    ContentSecurityPolicyFilterTest(@TempDir Path storeDirectory) {
        this.storeDirectory = storeDirectory;
    }

    @AfterEach
    void stopWechat() {
        wechatServer.close();
    }

    @Test
    void takesTheNonceFromTheHeader() throws Exception {
        try (JettyServer server = start(settings(), POLICY, "script-src 'self' 'nonce-r4nd0m=='")) {
            URI page = server.uri("/");
            HttpResponse<String> response = get(page);
            assertThatScriptsCarry("r4nd0m==", response);
            assertThat(new ReceivedPage(response.body()).verdict(wechat, page)).isEqualTo("preVerifyJSAPI:ok");
            assertThat(new ReceivedPage(response.body()).withoutScript()).isEqualTo(HTML);
        }
    }

    @Test
    void takesTheNonceFromTheRequestBeforeAllElse() throws Exception {
        JettyServer.Page page = (request, response) -> {
            request.setAttribute("wxconfig.cspNonce", "named");
            response.setHeader(POLICY, "script-src 'nonce-first' 'nonce-named'");
            write(response);
        };
        try (JettyServer server = start(settings().cspNonce(request -> "supplied"), page)) {
            assertThatScriptsCarry("named", get(server.uri("/")));
        }
    }

    @Test
    void takesTheNonceFromTheSettings() throws Exception {
        Settings.Builder settings = settings().cspNonce(request -> request.getParameter("nonce"));
        try (JettyServer server = start(settings, POLICY, "script-src 'nonce-first' 'nonce-second'")) {
            assertThatScriptsCarry("second", get(server.uri("/?nonce=second")));
            assertThatScriptsCarry("first", get(server.uri("/")));
            assertThatScriptsCarry("first", get(server.uri("/?nonce=%22%3E%3Cscript%3E")));
        }
    }

    /** Whatever it throws, the page is signed as if it had returned null, and a template can place the script. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesAFunctionThatThrowsForOneThatKnowsNoNonce(boolean placed) throws Exception {
        Settings.Builder settings = settings().cspNonce(request -> {
            if (request.getParameter("b") != null) {
                throw new NoClassDefFoundError("com/example/Nonces");
            }
            throw new IllegalStateException("no nonce yet\nof " + request.getQueryString());
        });
        JettyServer.Page page = (request, response) -> {
            response.setContentType("text/html; charset=utf-8");
            response.setHeader(POLICY, "script-src 'nonce-r4nd0m'");
            String script = placed && request.getAttribute("wxConfig") instanceof SignedPage own ? own.place() : "";
            response.getWriter().write(HTML.replace("<head>", "<head>" + script));
        };
        try (LogCapture log = new LogCapture();
                JettyServer server = start(settings, page)) {
            for (String query : List.of("a=1", "a=2", "b=1", "b=2", "a=3")) {
                assertThatScriptsCarry("r4nd0m", get(server.uri("/?" + query)));
            }
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("cspNonce") || line.contains("Exception"))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .contains("ERROR", "IllegalStateException: no nonce yet\\u000aof a=1 at ")
                                    .contains("ContentSecurityPolicyFilterTest.java:"),
                            second -> assertThat(second).contains("NoClassDefFoundError: com/example/Nonces at "));
        }
    }

    @Test
    void carriesTheNonceOfAPolicyThatIsOutOfSight() throws Exception {
        try (JettyServer server = start(settings().cspNonce(request -> "metaNonce"))) {
            assertThatScriptsCarry("metaNonce", get(server.uri("/")));
        }
    }

    @Test
    void leavesAPageAloneWhoseMostSevereHeaderBlocksTheScript() throws Exception {
        try (LogCapture log = new LogCapture();
                JettyServer server = start(
                        settings(), POLICY, "script-src 'nonce-r4nd0m'", POLICY, "default-src 'self'; img-src *")) {
            assertThat(get(server.uri("/")).body()).isEqualTo(HTML);
            HttpResponse<String> second = get(server.uri("/other"));
            assertThat(second.body()).isEqualTo(HTML);
            assertThat(second.headers().allValues(POLICY))
                    .containsExactly("script-src 'nonce-r4nd0m'", "default-src 'self'; img-src *");
            assertThat(log.lines().stream().filter(line -> line.contains(POLICY)))
                    .singleElement()
                    .asString()
                    .contains("WARN", "script-src 'self' 'nonce-VALUE'")
                    .doesNotContain("r4nd0m");
        }
    }

    @Test
    void tellsOfEachMissingDirective() throws Exception {
        JettyServer.Page page = (request, response) -> {
            response.setHeader(POLICY, request.getParameter("policy"));
            write(response);
        };
        try (LogCapture log = new LogCapture();
                JettyServer server = start(settings(), page)) {
            for (String policy : List.of("sandbox", "script-src%20*", "sandbox")) {
                assertThat(get(server.uri("/?policy=" + policy)).body()).isEqualTo(HTML);
            }
            assertThat(log.lines().stream().filter(line -> line.contains(POLICY)))
                    .satisfiesExactly(
                            first -> assertThat(first).endsWith("Let the policy say: sandbox allow-scripts"),
                            second -> assertThat(second).contains("Let the policy say: script-src * 'nonce-VALUE' ("));
        }
    }

    @Test
    void ignoresAPolicyThatOnlyReports() throws Exception {
        try (JettyServer server = start(settings(), POLICY + "-Report-Only", "script-src 'none'")) {
            assertThatScriptsCarry("", get(server.uri("/")));
        }
    }

    private static void assertThatScriptsCarry(String nonce, HttpResponse<String> response) {
        Elements scripts = Jsoup.parse(response.body()).head().select("script");
        assertThat(scripts).hasSize(3).allSatisfy(script -> assertThat(script.attr("nonce"))
                .isEqualTo(nonce));
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(storeDirectory);
    }

    private static JettyServer start(Settings.Builder settings, String... headers) throws Exception {
        return start(settings, (request, response) -> {
            for (int i = 0; i < headers.length; i += 2) {
                response.addHeader(headers[i], headers[i + 1]);
            }
            write(response);
        });
    }

    private static JettyServer start(Settings.Builder settings, JettyServer.Page page) throws Exception {
        return new JettyServer(new WxConfigFilter(settings.build()), Map.of(), page);
    }

    private static void write(HttpServletResponse response) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        response.getWriter().write(HTML);
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
