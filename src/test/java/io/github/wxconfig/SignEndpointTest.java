package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that signs, in a container: what a script of a page gets, and what strangers do not. */
class SignEndpointTest {
    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Path storeDirectory;

    SignEndpointTest(@TempDir Path storeDirectory) {
        this.storeDirectory = storeDirectory;
    }

    @AfterEach
    void stopWechat() {
        wechatServer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tea?a=b&c=%2B+d",
                "/%E7%BB%BF?q=绿茶",
                "/a%2Fb;v=1?url=http://other.example/",
                "/tea#a?b#c",
                "/?a=%00%zz",
                "/a'b\"c|d[e]?<f>"
            })
    void signsAnAddressOfItsOwnOrigin(String address) throws Exception {
        try (JettyServer server = start(settings())) {
            String href = server.uri("/") + address.substring(1);
            HttpResponse<String> response = untilSigned(sign(server, href));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(verdict(response, href)).isEqualTo("preVerifyJSAPI:ok");
        }
    }

    @Test
    void answersTheArgumentOfWxConfigAndNothingSecret() throws Exception {
        try (JettyServer server = start(settings().jsApiList("scanQRCode").openTagList("wx-open-audio"))) {
            HttpResponse<String> response =
                    untilSigned(sign(server, server.uri("/tea").toString()));
            JsonObject config = JsonParser.parseString(response.body()).getAsJsonObject();
            assertThat(config.keySet())
                    .containsExactlyInAnyOrder(
                            "debug",
                            "appId",
                            "timestamp",
                            "nonceStr",
                            "signature",
                            "jsApiList",
                            "openTagList",
                            "until");
            assertThat(config.get("jsApiList").toString()).isEqualTo("[\"scanQRCode\"]");
            assertThat(response.headers().map())
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("content-type", List.of("application/json"))
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .doesNotContainKey("access-control-allow-origin");
            assertThat(response.headers().firstValueAsLong("content-length"))
                    .hasValue(response.body().length());
        }
    }

    @Test
    void signsForTheOriginThatATrustedProxyTells() throws Exception {
        try (JettyServer server = start(settings())) {
            untilSigned(sign(server, server.uri("/").toString()));
            String href = "https://www.example.com/tea";
            String[] told = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "www.example.com"};
            assertThat(verdict(get(sign(server, href), told), href)).isEqualTo("preVerifyJSAPI:ok");
            assertThat(get(sign(server, href)).statusCode()).isEqualTo(403);
            assertThat(get(sign(server, server.uri("/").toString()), told).statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example/",
                "https://127.0.0.1:1/",
                "http://localhost:%d/",
                "http://127.0.0.1/",
                "http://127.0.0.1.other.example:%d/"
            })
    void refusesOtherHostsAndSaysWhy(String other) throws Exception {
        try (JettyServer server = start(settings())) {
            HttpResponse<String> response =
                    get(sign(server, other.formatted(server.uri("/").getPort())));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(JsonParser.parseString(response.body())
                            .getAsJsonObject()
                            .get("error")
                            .getAsString())
                    .contains("another host", "allowedHosts");
            assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        }
    }

    @Test
    void signsForTheAllowedHostsOnly() throws Exception {
        try (JettyServer server = start(settings().allowedHosts("example.com"))) {
            String href = "https://shop.example.com/tea";
            assertThat(verdict(untilSigned(sign(server, href)), href)).isEqualTo("preVerifyJSAPI:ok");
            HttpResponse<String> other = get(
                    sign(server, "https://example.org/tea"),
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "shop.example.com");
            assertThat(other.statusCode()).isEqualTo(403);
            assertThat(other.body()).contains("not among allowedHosts");
            assertThat(get(sign(server, server.uri("/").toString())).body()).isEqualTo("the application");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?url",
                "?url=",
                "?URL=http://127.0.0.1/",
                "?url=/tea",
                "?url=tea",
                "?url=ftp://127.0.0.1/",
                "?url=http://127.0.0.1/%0Aa",
                "?url=http://127.0.0.1/%00",
                "?url=http://127.0.0.1/a+b",
                "?url=http://127.0.0.1/%7f",
                "?url=http://127.0.0.1/%C2%85",
                "?url=http://127.0.0.1/%zz",
                "?url=http://127.0.0.1/%4",
                "?url=http://127.0.0.1/%",
                "?url=http://127.0.0.1/%BB%CC",
                "?url=http://me@127.0.0.1/",
                "?url=http://127.0.0.1:80/",
                "?url=http://127.0.0.1/&url=http://127.0.0.1/"
            })
    void refusesWhatIsNoAddress(String query) throws Exception {
        try (JettyServer server = start(settings())) {
            assertThat(statusLine(server, "GET /wxconfig/sign" + query)).contains(" 400 ");
        }
    }

    @Test
    void refusesMoreThanEightKilobytes() throws Exception {
        try (JettyServer server = start(settings().allowedHosts("a.example"))) {
            String longest = "https://a.example/" + "a".repeat(8192 - 18);
            assertThat(longest).hasSize(8192);
            assertThat(untilSigned(sign(server, longest)).statusCode()).isIn(200, 414);
            assertThat(get(sign(server, longest + "a")).statusCode()).isIn(400, 414);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH"})
    void answersNoOtherMethod(String method) throws Exception {
        try (JettyServer server = start(settings())) {
            HttpResponse<String> response = browser.send(
                    HttpRequest.newBuilder(sign(server, server.uri("/").toString()))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, POST");
        }
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        try (JettyServer server = start(settings())) {
            URI uri = sign(server, server.uri("/").toString());
            HttpResponse<String> get = untilSigned(uri);
            HttpResponse<String> head = browser.send(
                    HttpRequest.newBuilder(uri)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("content-length"))
                    .isEqualTo(get.headers().firstValue("content-length"));
        }
    }

    @Test
    void asksToComeAgainWhileThereIsNoTicketAndSignsOnceItIsThere() throws Exception {
        wechat.switchOn(Fault.errcode(-1, "system error"));
        try (JettyServer server = start(settings())) {
            String href = server.uri("/").toString();
            HttpResponse<String> response = get(sign(server, href));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 30L);
            assertThat(response.body()).contains("no ticket");
            wechat.clearFaults();
            assertThat(verdict(untilSigned(sign(server, href)), href)).isEqualTo("preVerifyJSAPI:ok");
        }
    }

    @Test
    void isNotThereWhereItIsSwitchedOff() throws Exception {
        try (JettyServer server = start(settings().signPath("none"))) {
            assertThat(get(sign(server, server.uri("/").toString())).body()).isEqualTo("the application");
        }
    }

    @Test
    void answersWhereItIsAskedForEvenIfThatIsExcluded() throws Exception {
        try (JettyServer server = start(settings().signPath("/wx/js-sdk").exclude("/wx/*"))) {
            String href = server.uri("/").toString();
            URI there = URI.create(server.uri("/wx/js-sdk") + "?url=" + URLEncoder.encode(href, UTF_8));
            assertThat(verdict(untilSigned(there), href)).isEqualTo("preVerifyJSAPI:ok");
            assertThat(get(server.uri("/wx/js-sdk/more")).body()).isEqualTo("the application");
        }
    }

    @Test
    void isWhereASinglePageApplicationLooksForIt() throws Exception {
        try (JettyServer server = start(settings().signPath("").spa(true))) {
            String href = server.uri("/").toString();
            assertThat(verdict(untilSigned(sign(server, href)), href)).isEqualTo("preVerifyJSAPI:ok");
        }
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(storeDirectory)
                .signPath("/wxconfig/sign");
    }

    private static JettyServer start(Settings.Builder settings) throws Exception {
        return new JettyServer(
                new WxConfigFilter(settings.build()), Map.of(), (request, response) -> response.getWriter()
                        .write("the application"));
    }

    private static URI sign(JettyServer server, String href) {
        return server.uri("/wxconfig/sign?url=" + URLEncoder.encode(href, UTF_8));
    }

    private HttpResponse<String> get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A cold start may take longer than a request waits. */
    private HttpResponse<String> untilSigned(URI uri) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        HttpResponse<String> response = get(uri);
        while (response.statusCode() == 503 && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            response = get(uri);
        }
        return response;
    }

    /** As it is sent, which no client of Java does with everything. */
    private static String statusLine(JettyServer server, String request) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private String verdict(HttpResponse<String> response, String href) {
        return new ReceivedPage("(" + response.body() + ")").verdict(wechat, href);
    }
}
