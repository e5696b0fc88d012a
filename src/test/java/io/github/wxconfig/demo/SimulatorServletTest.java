package io.github.wxconfig.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorServletTest {
    private final WechatSimulator wechat = new WechatSimulator(new ManualClock());
    private final Backend backend = new Backend(wechat);
    private final Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ServletContextHandler webapp = new ServletContextHandler("/demo");
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @BeforeEach
    void start() throws Exception {
        webapp.setAttribute(DemoAccount.SIMULATOR, wechat);
        webapp.addServlet(SimulatorServlet.class, "/simulator/*");
        jetty.setHandler(webapp);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/simulator", "/demo/simulator/"})
    void showsWhatWechatHolds(String path) throws Exception {
        String ticket = Backend.value(backend.ticket());
        HttpResponse<String> response = get(path);
        Document page = Jsoup.parse(response.body());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text()).contains("微信模拟器", WechatSimulator.DEMO_APP_ID, ticket.substring(0, 12), "7200");
        assertThat(response.body()).doesNotContain(ticket).doesNotContain(WechatSimulator.DEMO_SECRET);
        assertThat(page.select("script")).isEmpty();
    }

    @Test
    void escapesWhatItShows() throws Exception {
        wechat.register("<b>'\"&", "secret");

        assertThat(get("/demo/simulator/").body())
                .contains("&lt;b&gt;&#39;&quot;&amp;")
                .doesNotContain("<b>'");
    }

    @Test
    void offersEveryFaultAndSwitchesItOn() throws Exception {
        for (Element choice : page().select("select[name=fault] option")) {
            assertThat(control("action=FAULT&fault=" + choice.val() + "&path=&calls=")
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(wechat.state().faults())
                .extracting(Fault::name)
                .hasSize(FaultChoice.ALL.size())
                .doesNotHaveDuplicates();
    }

    @Test
    void narrowsAFault() throws Exception {
        control("action=FAULT&fault=errcode%20-1&path=%2Fcgi-bin%2Ftoken&calls=2");
        assertThat(page().text()).contains("errcode -1 /cgi-bin/token ×2");

        control("action=CLEAR_FAULTS");
        assertThat(wechat.state().faults()).isEmpty();
    }

    @Test
    void movesTheClock() throws Exception {
        String token = Backend.value(backend.stableToken());
        control("action=ADVANCE&seconds=7200");

        assertThat(Backend.errcode(backend.ticket(token))).isEqualTo(42001);
    }

    @Test
    void revokesAndStartsOver() throws Exception {
        String account = "&appId=" + WechatSimulator.DEMO_APP_ID;
        String token = Backend.value(backend.stableToken());
        String ticket = Backend.value(backend.ticket());

        control("action=REVOKE_TICKET" + account);
        assertThat(Backend.value(backend.ticket())).isNotEqualTo(ticket);

        control("action=SPOIL_TOKENS" + account);
        assertThat(Backend.errcode(backend.ticket(token))).isEqualTo(40001);
        assertThat(Backend.value(backend.stableToken())).isEqualTo(token);

        control("action=REVOKE_TOKENS" + account);
        assertThat(Backend.value(backend.stableToken())).isNotEqualTo(token);

        control("action=RESET_COUNTERS");
        assertThat(wechat.ticketCalls()).isZero();

        control("action=RESET");
        assertThat(Backend.errcode(backend.ticket(token))).isEqualTo(40014);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "action=NONE",
                "action=FAULT&fault=NONE",
                "action=FAULT&fault=down&calls=0",
                "action=ADVANCE&seconds=soon",
                "action=REVOKE_TICKET&appId=wxTypo"
            })
    void refusesWhatIsNoneOfItsForms(String form) throws Exception {
        assertThat(control(form).statusCode()).isEqualTo(400);
    }

    @Test
    void changesNothingOnAGet() throws Exception {
        assertThat(get("/demo/simulator/control?action=RESET").statusCode()).isEqualTo(405);
    }

    @Test
    void givesTheBridgeAVerdict() throws Exception {
        assertThat(post("/demo/simulator/bridge/preVerifyJSAPI", "application/json", "{}")
                        .body())
                .isEqualTo("{\"err_msg\":\"preVerifyJSAPI:fail\"}");
    }

    @Test
    void isADoorToTheApiAndTheSignatureToolToo() throws Exception {
        assertThat(get("/demo/simulator" + Backend.TOKEN).body()).contains("\"expires_in\":7200");
        assertThat(Jsoup.parse(get("/demo/simulator/debug/jsapisign").body()).select("input"))
                .hasSize(4);
    }

    @Test
    void turnsADroppedConnectionIntoABadGateway() throws Exception {
        wechat.switchOn(Fault.down());

        assertThat(get("/demo/simulator" + Backend.TOKEN).statusCode()).isEqualTo(502);
    }

    @Test
    void isNotThereWhenTheDemoTalksToWechat() throws Exception {
        webapp.removeAttribute(DemoAccount.SIMULATOR);
        HttpResponse<String> response = get("/demo/simulator/");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("this demo talks to WeChat");
    }

    private Document page() throws IOException, InterruptedException {
        return Jsoup.parse(get("/demo/simulator/").body());
    }

    private HttpResponse<String> control(String form) throws IOException, InterruptedException {
        return post("/demo/simulator/control", "application/x-www-form-urlencoded", form);
    }

    private HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return client.send(request(target).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String target, String contentType, String body)
            throws IOException, InterruptedException {
        return client.send(
                request(target)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + jetty.getURI().getPort() + target));
    }
}
