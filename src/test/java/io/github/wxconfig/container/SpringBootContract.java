package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An application of Spring Boot that has the jar and two properties, and no line of code for it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SpringBootContract {
    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    private final ContainerProcess container;

    SpringBootContract(String version, String server, Path base) throws IOException {
        Files.writeString(
                base.resolve("application.properties"),
                """
                wxconfig.app-id=%s
                wxconfig.secret=%s
                # For the test's sake
                wxconfig.api-base-url=%s
                wxconfig.store-directory=%s
                management.endpoints.web.exposure.include=health,metrics
                management.endpoint.health.show-details=always
                """
                        .formatted(
                                WechatSimulator.DEMO_APP_ID,
                                WechatSimulator.DEMO_SECRET,
                                wechatServer.baseUrl(),
                                base));
        container = Distribution.springBoot(version, server, base);
    }

    /** A loaded machine may need longer for the first ticket than a page may wait for it. */
    @BeforeAll
    void waitForTheFirstTicket() throws Exception {
        Instant end = Instant.now().plusSeconds(30);
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

    @Test
    void signsTheLoginPageOfSpringSecurity() throws Exception {
        ReceivedPage page = signed("/private");
        assertThat(page.html()).contains("name=\"password\"").doesNotContain("绿茶");
    }

    @Test
    void signsWhatAFilterAnswersThatWantsToBeTheFirst() throws Exception {
        assertThat(signed("/answered").html()).contains("<title>answered</title>");
    }

    @Test
    void signsWhatAFilterCompressesThatWantsToBeTheLast() throws Exception {
        assertThat(apis(signed("/compressed"))).contains("scanQRCode");
    }

    @Test
    void tellsThatPagesAreSigned() throws Exception {
        JsonObject health = json("/actuator/health");
        JsonObject ours = health.getAsJsonObject("components").getAsJsonObject("wxconfig");

        assertThat(health.get("status").getAsString()).isEqualTo("UP");
        assertThat(ours.get("status").getAsString()).isEqualTo("UP");
        assertThat(ours.getAsJsonObject("details")
                        .getAsJsonObject(WechatSimulator.DEMO_APP_ID)
                        .get("pages")
                        .getAsString())
                .isEqualTo("signed");
    }

    @Test
    void countsThePages() throws Exception {
        signed("/page");
        JsonObject pages = json("/actuator/metrics/wxconfig.pages?tag=outcome:signed");
        assertThat(pages.getAsJsonArray("measurements")
                        .get(0)
                        .getAsJsonObject()
                        .get("value")
                        .getAsDouble())
                .isPositive();
        assertThat(json("/actuator/metrics/wxconfig.ticket.remaining").toString())
                .contains(WechatSimulator.DEMO_APP_ID);
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

    private JsonObject json(String path) throws Exception {
        return JsonParser.parseString(get(path).body()).getAsJsonObject();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(container.uri(path))
                        .header("Accept", "text/html, application/json;q=0.9")
                        .build(),
                answer -> answer.headers().firstValue("Content-Encoding").isPresent()
                        ? HttpResponse.BodySubscribers.mapping(
                                HttpResponse.BodySubscribers.ofByteArray(), SpringBootContract::uncompressed)
                        : HttpResponse.BodySubscribers.ofString(UTF_8));
    }

    private static String uncompressed(byte[] body) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
