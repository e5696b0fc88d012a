package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.script.SignedPage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter in a container, against a WeChat on a port: what a browser gets. */
class WxConfigFilterTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body>茶</body></html>";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();

    private final Path storeDirectory;

    WxConfigFilterTest(@TempDir Path storeDirectory) {
        this.storeDirectory = storeDirectory;
    }

    /** The first start of a JVM loads so much that a busy machine may need longer than a page may wait. */
    @BeforeAll
    static void loadWhatAFirstStartLoads(@TempDir Path directory) throws Exception {
        WxConfigFilterTest first = new WxConfigFilterTest(directory);
        try (JettyServer server = start(first.settings())) {
            first.untilSigned(server.uri("/"), Duration.ofSeconds(30));
        } finally {
            first.stopWechat();
        }
    }

    @AfterEach
    void stopWechat() {
        wechatServer.close();
    }

    @Test
    void signsThePageForTheUrlThatTheBrowserAskedFor() throws Exception {
        try (JettyServer server = start(settings())) {
            URI page = server.uri("/tea/%E7%BB%BF;v=1/a%7Eb?from=singlemessage&isappinstalled=0&x=%E8%8C%B6");
            assertThat(verdict(get(page), page)).isEqualTo("preVerifyJSAPI:ok");
        }
    }

    /** Jetty throws when it is asked for the path of such a request. */
    @Test
    void excludesPathsThatTheContainerRefusesToDecode() throws Exception {
        try (JettyServer server = start(settings().exclude("/api/*"))) {
            assertThat(get(server.uri("/tea%2Fa")).body()).contains("nonceStr");
            assertThat(get(server.uri("/api/a%2Fb")).body()).isEqualTo(HTML);
        }
    }

    @Test
    void putsTheScriptFirstInTheHeadAndLeavesTheRest() throws Exception {
        try (JettyServer server = start(settings())) {
            String body = get(server.uri("/")).body();
            assertThat(Jsoup.parse(body).head().child(0).attr("src"))
                    .isEqualTo("https://res.wx.qq.com/open/js/jweixin-1.6.0.js");
            assertThat(body.replaceFirst("(?s)<head>.*</script>", "<head>")).isEqualTo(HTML);
        }
    }

    @Test
    void declaresTheLengthOfThePageAsItIsSent() throws Exception {
        byte[] page = HTML.getBytes(UTF_8);
        JettyServer.Page withLength = (request, response) -> {
            response.setContentType("text/html; charset=utf-8");
            response.setContentLength(page.length);
            response.getOutputStream().write(page);
        };
        try (JettyServer server = new JettyServer(new WxConfigFilter(settings().build()), Map.of(), withLength)) {
            HttpResponse<String> response = get(server.uri("/"));
            assertThat(response.body()).contains("nonceStr");
            assertThat(response.headers().firstValueAsLong("Content-Length"))
                    .hasValue(response.body().getBytes(UTF_8).length);
        }
    }

    @Test
    void leavesJsonAlone() throws Exception {
        String json = "{\"html\":\"<!DOCTYPE html><head>\"}";
        try (JettyServer server = start(settings(), "application/json", json)) {
            assertThat(get(server.uri("/")).body()).isEqualTo(json);
        }
    }

    @Test
    void asksWechatOnceForTwoHundredVisitorsAtOnce() throws Exception {
        wechat.switchOn(Fault.slow(Duration.ofMillis(300)));
        try (JettyServer server = start(settings())) {
            URI page = server.uri("/");
            List<CompletableFuture<HttpResponse<String>>> visits = IntStream.range(0, 200)
                    .mapToObj(i -> browser.sendAsync(
                            HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()))
                    .toList();
            assertThat(visits)
                    .allSatisfy(visit -> assertThat(verdict(visit.join(), page)).isEqualTo("preVerifyJSAPI:ok"));
        }
        assertThat(wechat.stableTokenCalls()).isEqualTo(1);
        assertThat(wechat.ticketCalls()).isEqualTo(1);
    }

    @Test
    void signsEachResponseAfresh() throws Exception {
        try (JettyServer server = start(settings())) {
            JsonObject first = config(get(server.uri("/")));
            JsonObject second = config(get(server.uri("/")));
            assertThat(first.get("nonceStr")).isNotEqualTo(second.get("nonceStr"));
            assertThat(first.get("signature")).isNotEqualTo(second.get("signature"));
        }
    }

    @Test
    void asksNobodyAfterARestart() throws Exception {
        try (JettyServer server = start(settings())) {
            assertThat(get(server.uri("/")).body()).contains("nonceStr");
        }
        wechat.resetCounters();
        try (JettyServer server = start(settings())) {
            URI page = server.uri("/");
            assertThat(verdict(get(page), page)).isEqualTo("preVerifyJSAPI:ok");
        }
        assertThat(wechat.calls()).noneMatch(call -> call.path().startsWith("/cgi-bin/"));
    }

    @Test
    void servesPagesUnsignedWhileWechatIsDownAndSignsThemWhenItIsBack() throws Exception {
        wechat.switchOn(Fault.down());
        try (JettyServer server = start(settings())) {
            URI page = server.uri("/");
            assertThat(get(page).body()).isEqualTo(HTML);
            wechat.clearFaults();
            HttpResponse<String> signed = untilSigned(page, Duration.ofSeconds(10));
            assertThat(verdict(signed, page)).isEqualTo("preVerifyJSAPI:ok");
        }
    }

    @Test
    void tellsOnceOfAWrongSecretAndNeverTheSecret() throws Exception {
        try (LogCapture log = new LogCapture();
                JettyServer server = start(settings().secret("not-the-secret"))) {
            assertThat(get(server.uri("/")).body()).isEqualTo(HTML);
            assertThat(get(server.uri("/")).body()).isEqualTo(HTML);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("ERROR", "errcode 40125", "Check secret")
                    .doesNotContain("not-the-secret");
        }
    }

    @Test
    void waitsForASlowFirstTicketForThreeSecondsAtMost() throws Exception {
        wechat.switchOn(Fault.slow(Duration.ofSeconds(4)));
        try (JettyServer server = start(settings())) {
            Instant before = Instant.now();
            assertThat(get(server.uri("/")).body()).isEqualTo(HTML);
            assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
            Instant second = Instant.now();
            assertThat(get(server.uri("/")).body()).isEqualTo(HTML);
            assertThat(Duration.between(second, Instant.now())).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void signsTheErrorPageForTheUrlThatTheBrowserShows() throws Exception {
        try (JettyServer server = new JettyServer(new WxConfigFilter(settings().build()), Map.of(), missing())) {
            URI page = server.uri("/no/such/page?a=1");
            HttpResponse<String> response = get(page);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(verdict(response, page)).isEqualTo("preVerifyJSAPI:ok");
        }
    }

    @Test
    void leavesTheErrorPageAloneThatAnswersForAnImage() throws Exception {
        try (JettyServer server = new JettyServer(new WxConfigFilter(settings().build()), Map.of(), missing())) {
            assertThat(get(server.uri("/no/such.jpg"), "Accept", "image/png,*/*;q=0.8")
                            .body())
                    .isEqualTo(HTML);
            assertThat(get(server.uri("/no/such"), "Accept", "image/png,*/*;q=0.8")
                            .body())
                    .contains("nonceStr");
        }
    }

    /** The path that is shown then is not the one that was asked for, in an error as little as after a dispatch. */
    @Test
    void leavesExcludedPathsAloneWhateverAnswersForThem() throws Exception {
        JettyServer.Page dispatching = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch("/inner.jsp");
            } else {
                response.setContentType("text/html; charset=utf-8");
                response.getWriter().write(HTML);
            }
        };
        for (JettyServer.Page page : List.of(missing(), dispatching)) {
            Settings settings = settings().exclude("/admin/*").build();
            try (JettyServer server = new JettyServer(new WxConfigFilter(settings), Map.of(), page)) {
                assertThat(get(server.uri("/tea")).body()).contains("nonceStr");
                assertThat(get(server.uri("/admin/users")).body()).isEqualTo(HTML);
                assertThat(get(server.uri("/tea.jpg"), "Accept", "*/*").body()).isEqualTo(HTML);
            }
        }
    }

    private static JettyServer.Page missing() {
        return (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                response.setContentType("text/html; charset=utf-8");
                response.getWriter().write(HTML);
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        };
    }

    @Test
    void letsTemplatesReadTheSameValues() throws Exception {
        JettyServer.Page template = (request, response) -> {
            response.setContentType("text/plain; charset=utf-8");
            SignedPage script = (SignedPage) request.getAttribute("wxConfig");
            response.getWriter().write("wx.config(" + script.getJson() + ")");
        };
        Settings manual = settings().inject("manual").build();
        try (JettyServer server = new JettyServer(new WxConfigFilter(manual), Map.of(), template)) {
            URI page = server.uri("/page?x=1");
            assertThat(verdict(get(page), page)).isEqualTo("preVerifyJSAPI:ok");
        }
    }

    /** A cache keeps one body for one address. */
    @Test
    void givesEveryBrowserTheSamePage() throws Exception {
        try (JettyServer server = start(settings())) {
            List<HttpResponse<String>> pages = List.of(
                    get(server.uri("/"), "User-Agent", "Mozilla/5.0 Chrome/130"),
                    get(server.uri("/"), "User-Agent", "Mozilla/5.0 MicroMessenger/8.0.50"),
                    get(server.uri("/"), "Sec-Fetch-Dest", "empty", "X-Requested-With", "XMLHttpRequest"),
                    get(server.uri("/"), "Accept", "application/json", "Sec-Purpose", "prefetch"));
            assertThat(pages).allSatisfy(page -> {
                assertThat(page.body())
                        .contains("nonceStr")
                        .hasSameSizeAs(pages.get(0).body());
                assertThat(page.headers().firstValue("Vary")).isEmpty();
            });
        }
    }

    @Test
    void servesTheFileThatSomePagesLoadForGood() throws Exception {
        try (JettyServer server = start(settings())) {
            String path = Jsoup.parse(get(server.uri("/")).body())
                    .head()
                    .select("script[src^=/wxconfig/]")
                    .attr("src");
            HttpResponse<String> file = get(server.uri(path));
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(get(server.uri(path.replace(".js", "0.js"))).body()).contains("Tea");
        }
    }

    @Test
    void leavesExcludedPathsAndOtherHostsAlone() throws Exception {
        try (JettyServer server = start(settings().exclude("/admin/*").allowedHosts("127.0.0.1"))) {
            assertThat(get(server.uri("/admin/users")).body()).isEqualTo(HTML);
            assertThat(get(server.uri("/")).body()).contains("nonceStr");
            URI byName = URI.create(server.uri("/").toString().replace("127.0.0.1", "localhost"));
            assertThat(get(byName).body()).isEqualTo(HTML);
        }
    }

    /** Containers serve files in other ways through a wrapper. */
    @Test
    void leavesWhatAPageLoadsToTheContainersOwnResponse() throws Exception {
        JettyServer.Page servlet = (request, response) -> {
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().write(HTML + (response instanceof HttpServletResponseWrapper));
        };
        try (JettyServer server = new JettyServer(new WxConfigFilter(settings().build()), Map.of(), servlet)) {
            assertThat(get(server.uri("/site.css"), "Accept", "*/*").body()).isEqualTo(HTML + false);
            assertThat(get(server.uri("/site.css"), "Accept", "text/html").body())
                    .isEqualTo(HTML + false);
            assertThat(get(server.uri("/tea"), "Sec-Fetch-Dest", "empty").body())
                    .contains("nonceStr")
                    .endsWith("true");
        }
    }

    @Test
    void letsEverythingPassWithoutAnAccount() throws Exception {
        try (JettyServer server = new JettyServer(new WxConfigFilter(), Map.of(), html("text/html", HTML))) {
            assertThat(get(server.uri("/")).body()).isEqualTo(HTML);
        }
    }

    @Test
    void refusesToStartWithWrongSettingsAndNamesThemAll() {
        Map<String, String> wrong =
                Map.of("appId", "wx0123456789abcdef", "publicBaseUrl", "www.example.com", "jsApilist", "scanQRCode");
        assertThatThrownBy(() -> new JettyServer(new WxConfigFilter(), wrong, html("text/html", HTML)))
                .rootCause()
                .hasMessageContainingAll("secret", "publicBaseUrl", "jsApilist", "jsApiList");
    }

    @Test
    void signsBehindATrustedProxyForTheAddressThatItForwards() throws Exception {
        try (JettyServer server = start(settings())) {
            HttpResponse<String> response =
                    get(server.uri("/tea?a=1"), "X-Forwarded-Proto", "https", "X-Forwarded-Host", "www.example.com");
            assertThat(verdict(response, URI.create("https://www.example.com/tea?a=1")))
                    .isEqualTo("preVerifyJSAPI:ok");
        }
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(storeDirectory);
    }

    private static JettyServer start(Settings.Builder settings) throws Exception {
        return start(settings, "text/html; charset=utf-8", HTML);
    }

    private static JettyServer start(Settings.Builder settings, String contentType, String body) throws Exception {
        return new JettyServer(new WxConfigFilter(settings.build()), Map.of(), html(contentType, body));
    }

    private static JettyServer.Page html(String contentType, String body) {
        return (request, response) -> {
            response.setContentType(contentType);
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(body);
        };
    }

    private HttpResponse<String> get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> untilSigned(URI page, Duration patience) throws Exception {
        Instant end = Instant.now().plus(patience);
        HttpResponse<String> response = get(page);
        while (!response.body().contains("nonceStr") && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            response = get(page);
        }
        return response;
    }

    private static JsonObject config(HttpResponse<String> response) {
        return new ReceivedPage(response.body()).config();
    }

    private String verdict(HttpResponse<String> response, URI href) {
        return new ReceivedPage(response.body()).verdict(wechat, href);
    }
}
