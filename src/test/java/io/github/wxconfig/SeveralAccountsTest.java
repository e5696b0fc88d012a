package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four accounts of one application in a container, against a WeChat that knows them all. */
@TestInstance(Lifecycle.PER_CLASS)
class SeveralAccountsTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body>茶</body></html>";
    private static final String SECRET = "ffeeddccbbaa99887766554433221100";
    private static final JettyServer.Page PAGE = SeveralAccountsTest::page;

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final JettyServer server;

    SeveralAccountsTest(@TempDir Path directory) throws Exception {
        wechat.register("wxshop", SECRET, "shop.example");
        wechat.register("wxtea", SECRET, "shop.example");
        wechat.register("wxclub", SECRET, "club.shop.example");
        wechat.register("wxmain", SECRET, "main.example");
        Path file = Files.writeString(
                directory.resolve("accounts.properties"),
                """
                apiBaseUrl=%s
                storeDirectory=%s
                signPath=/wxconfig/sign
                account.shop.appId=wxshop
                account.shop.secret=%3$s
                account.shop.allowedHosts=shop.example
                account.tea.appId=wxtea
                account.tea.secret=%3$s
                account.tea.allowedHosts=shop.example
                account.tea.paths=/tea/*, *.tea
                account.club.appId=wxclub
                account.club.secret=%3$s
                account.club.allowedHosts=club.shop.example
                appId=wxmain
                secret=%3$s
                allowedHosts=main.example
                """
                        .formatted(wechatServer.baseUrl(), directory.resolve("store"), SECRET));
        server = new JettyServer(new WxConfigFilter(), Map.of("properties", file.toString()), PAGE);
    }

    private static void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean missing = request.getRequestURI().endsWith("/missing");
        if (missing && request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html; charset=utf-8");
        response.getWriter().write(HTML);
    }

    @BeforeAll
    void waitForEveryTicket() throws Exception {
        for (String host : List.of("shop.example/", "shop.example/tea/", "club.shop.example/", "main.example/")) {
            Instant end = Instant.now().plusSeconds(60);
            while (!get("https://" + host).body().contains("nonceStr")) {
                assertThat(Instant.now()).as("no ticket for %s", host).isBefore(end);
            }
        }
    }

    @AfterAll
    void stop() {
        server.close();
        wechatServer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/,            wxshop",
        "https://www.shop.example/teapots, wxshop",
        "https://shop.example/tea,         wxtea",
        "https://shop.example/tea/green?a, wxtea",
        "https://www.shop.example/a.tea,   wxtea",
        "https://club.shop.example/,       wxclub",
        "https://club.shop.example/tea/,   wxclub",
        "https://main.example/tea/,        wxmain"
    })
    void signTheirOwnPages(String page, String appId) throws Exception {
        ReceivedPage signed = new ReceivedPage(get(page).body());

        assertThat(signed.config().get("appId").getAsString()).isEqualTo(appId);
        assertThat(signed.verdict(wechat, URI.create(page))).isEqualTo("preVerifyJSAPI:ok");
    }

    /** From the page of another account: only what is to be signed decides. */
    @ParameterizedTest
    @CsvSource({
        "shop.example, https://shop.example/,              wxshop",
        "shop.example, https://shop.example/tea,           wxtea",
        "shop.example, https://shop.example/tea/green?a#b, wxtea",
        "shop.example, https://shop.example/te%61/green,   wxtea",
        "shop.example, https://www.shop.example/a.tea;v=1, wxtea",
        "shop.example, https://shop.example/teapots,       wxshop",
        "main.example, https://club.shop.example/tea/,     wxclub",
        "shop.example, https://main.example/tea/,          wxmain"
    })
    void signAnAddressAsTheyWouldSignThePageThere(String host, String href, String appId) throws Exception {
        HttpResponse<String> answer = sign(host, href);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .get("appId")
                        .getAsString())
                .isEqualTo(appId);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, https://other.example/tea/, 403",
        "shop.example, tea/,                       400",
    })
    void refuseAnAddressThatNoneOfThemTakes(String host, String href, int status) throws Exception {
        assertThat(sign(host, href).statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> sign(String host, String href) throws Exception {
        return get("https://" + host + "/wxconfig/sign?url=" + URLEncoder.encode(href, StandardCharsets.UTF_8));
    }

    @Test
    void leaveThePageOfAnUnknownHostUnsigned() throws Exception {
        assertThat(get("https://other.example/tea/").body()).isEqualTo(HTML);
    }

    @Test
    void tellOnceOfAHostThatNoneOfThemTakes() throws Exception {
        try (LogCapture log = new LogCapture()) {
            get("https://stranger.example/tea/");
            get("https://stranger.example/");

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("stranger.example"))
                    .singleElement()
                    .asString()
                    .contains("none of allowedHosts");
        }
    }

    /** The error page is at another path, which belongs to another account. */
    @Test
    void stayTheSameForTheErrorPage() throws Exception {
        HttpResponse<String> missing = get("https://shop.example/tea/missing");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(new ReceivedPage(missing.body()).config().get("appId").getAsString())
                .isEqualTo("wxtea");
    }

    @Test
    void askWechatOnceEach() {
        assertThat(wechat.ticketCalls()).isEqualTo(4);
        assertThat(wechat.stableTokenCalls()).isEqualTo(4);
    }

    /** From a proxy on this machine, which is believed about the host that the browser asked for. */
    private HttpResponse<String> get(String page) throws Exception {
        URI asked = URI.create(page);
        String target = asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
        return browser.send(
                HttpRequest.newBuilder(server.uri(target))
                        .header("X-Forwarded-Proto", asked.getScheme())
                        .header("X-Forwarded-Host", asked.getHost())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
