package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Spring Boot 4 with its own Tomcat and its own Thymeleaf: the filter and the dialect are beans. */
@TestInstance(Lifecycle.PER_CLASS)
class SpringBootIT {
    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ContainerProcess container;

    SpringBootIT(@TempDir Path base) throws IOException {
        container = Distribution.springBoot(
                base,
                List.of(
                        "-DappId=" + WechatSimulator.DEMO_APP_ID,
                        "-Dsecret=" + WechatSimulator.DEMO_SECRET,
                        "-DapiBaseUrl=" + wechatServer.baseUrl(),
                        "-DstoreDirectory=" + base));
    }

    /** A loaded machine may need longer for the first ticket than a page may wait for it. */
    @BeforeAll
    void waitForTheFirstTicket() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!get("/page").body().contains("nonceStr")) {
            assertThat(Instant.now())
                    .as("no ticket yet, the log says: %s", container.log())
                    .isBefore(end);
        }
    }

    @AfterAll
    void stop() {
        container.close();
        wechatServer.close();
    }

    @Test
    void asksForWhatTheTemplateNeeds() throws Exception {
        ReceivedPage page = signed("/page?from=timeline");
        assertThat(apis(page))
                .containsExactly(
                        "checkJsApi",
                        "updateAppMessageShareData",
                        "updateTimelineShareData",
                        "scanQRCode",
                        "chooseImage");
        assertThat(page.config().getAsJsonArray("openTagList").get(0).getAsString())
                .isEqualTo("wx-open-audio");
        assertThat(page.withoutScript())
                .isEqualTo(
                        """
                        <!DOCTYPE html>
                        <html>
                        <head>
                        <title>茶</title>
                        </head>
                        <body><p>绿茶</p></body>
                        </html>
                        """);
    }

    @Test
    void signsAForwardForTheAddressThatTheBrowserShows() throws Exception {
        assertThat(apis(signed("/forward"))).contains("scanQRCode");
    }

    @Test
    void signsTheErrorPageForTheAddressThatTheBrowserShows() throws Exception {
        assertThat(apis(signed("/missing?a=b"))).endsWith("openLocation").doesNotContain("scanQRCode");
    }

    private static List<String> apis(ReceivedPage page) {
        return page.config().getAsJsonArray("jsApiList").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private ReceivedPage signed(String path) throws Exception {
        HttpResponse<String> response = get(path);
        ReceivedPage page = new ReceivedPage(response.body());
        assertThat(page.verdict(wechat, response.uri())).isEqualTo("preVerifyJSAPI:ok");
        return page;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(container.uri(path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }
}
