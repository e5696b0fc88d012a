package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring Boot with settings that are wrong, missing, or those of a bean; and in a WAR. */
class SpringBootSettingsIT {
    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path base;

    SpringBootSettingsIT(@TempDir Path base) {
        this.base = base;
    }

    @AfterEach
    void stop() {
        wechatServer.close();
    }

    /** Servers wrap what is thrown while they start in exceptions of their own. */
    @ParameterizedTest
    @CsvSource({"3.5, undertow", "4.0, tomcat", "4.1, jetty"})
    void showsEveryMistakeInPlaceOfAStackTrace(String version, String server) throws IOException {
        properties("wxconfig.app-idd=wx0123456789abcdef", "wxconfig.secret=s3cret-value", "wxconfig.inject=always");

        String log = String.valueOf(catchThrowable(() -> Distribution.springBoot(version, server, base))
                .getMessage());
        assertThat(log.substring(log.indexOf("APPLICATION FAILED TO START")))
                .containsPattern(
                        " - property wxconfig\\.app-idd \\(.*application\\.properties.* - 1:18\\): there is no such"
                                + " setting; did you mean wxconfig\\.app-id\\?")
                .contains(" - inject: not one of auto, manual.", "Correct each of them.")
                .doesNotContain("\tat ");
    }

    /** The application works: a balancer that asks for its health must not take it out. */
    @Test
    void tellsThatPagesAreNotSigned() throws Exception {
        properties(account("not-the-secret"));
        try (ContainerProcess application = Distribution.springBoot(
                "4.1", "tomcat", base, "--management.endpoint.health.status.http-mapping.unsigned=503")) {
            Instant end = Instant.now().plusSeconds(30);
            while (!application.log().contains("40125")) {
                assertThat(get(application, "/page").body()).doesNotContain("nonceStr");
                assertThat(Instant.now()).as(application.log()).isBefore(end);
            }

            assertThat(get(application, "/actuator/health/wxconfig").statusCode())
                    .isEqualTo(503);
            HttpResponse<String> answer = get(application, "/actuator/health");
            JsonObject health = JsonParser.parseString(answer.body()).getAsJsonObject();
            JsonObject ours = health.getAsJsonObject("components").getAsJsonObject("wxconfig");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(health.get("status").getAsString()).isEqualTo("UP");
            assertThat(ours.get("status").getAsString()).isEqualTo("UNSIGNED");
            assertThat(ours.getAsJsonObject("details")
                            .getAsJsonObject(WechatSimulator.DEMO_APP_ID)
                            .get("lastError")
                            .getAsString())
                    .contains("40125", "Check secret");
        }
    }

    @Test
    void passesEverythingWithoutAnAccount() throws Exception {
        properties("management.endpoint.health.show-details=always");
        try (ContainerProcess application = Distribution.springBoot("4.1", "tomcat", base)) {
            assertThat(get(application, "/page").body()).contains("绿茶").doesNotContain("nonceStr");
            assertThat(get(application, "/actuator/health").body())
                    .contains("\"status\":\"UP\"", "not signed: no appId is set");
            assertThat(application.log()).containsOnlyOnce("no appId is set");
        }
    }

    @Test
    void leavesTheFilterToABeanOfTheApplication() throws Exception {
        properties(account("s3cret-value"));
        try (ContainerProcess application = Distribution.springBoot("4.1", "tomcat", base, "--own=true")) {
            assertThat(get(application, "/page").body()).contains("绿茶").doesNotContain("nonceStr");
            assertThat(application.log()).containsOnlyOnce("no appId is set");
        }
    }

    /** There the container calls for the jar's own filter, which must not be a second one. */
    @ParameterizedTest
    @CsvSource({"3.5, 10.1", "4.1, 11"})
    void isOneFilterInAWar(String version, String tomcat) throws Exception {
        Path war = Distribution.webapps(base).resolve("ROOT/WEB-INF");
        List<String> jars = Distribution.springBootJars(version, "none");
        Files.createDirectories(war.resolve("lib"));
        for (String jar : jars) {
            Files.copy(Path.of(jar), war.resolve("lib").resolve(Path.of(jar).getFileName()));
        }
        Files.copy(Path.of(System.getProperty("jar")), war.resolve("lib/wxconfig.jar"));
        Path classes = Files.createDirectories(war.resolve("classes"));
        WarFolder.copy(Path.of("src/test/containers/spring-boot"), classes);
        List<String> properties = new ArrayList<>(List.of(account(WechatSimulator.DEMO_SECRET)));
        // Or Tomcat's log, which is Spring Boot's now, would not name the port.
        properties.add("logging.level.org.apache.coyote.http11.Http11NioProtocol=info");
        Files.write(classes.resolve("application.properties"), properties);
        jars.add(System.getProperty("jar"));
        int problems = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        String.join(File.pathSeparator, jars),
                        "-d",
                        classes.toString(),
                        "src/test/containers/SpringBootContainer.java");
        assertThat(problems).isZero();

        try (ContainerProcess container = Distribution.tomcat(tomcat, base, List.of("-XX:TieredStopAtLevel=1"))) {
            Instant end = Instant.now().plusSeconds(30);
            HttpResponse<String> page = get(container, "/page");
            while (!page.body().contains("nonceStr")) {
                assertThat(Instant.now()).as(container.log()).isBefore(end);
                page = get(container, "/page");
            }
            assertThat(new ReceivedPage(page.body()).verdict(wechat, page.uri()))
                    .isEqualTo("preVerifyJSAPI:ok");
            assertThat(container.log()).doesNotContain("no appId is set").containsOnlyOnce("Pages are signed");
            assertThat(get(container, "/actuator/health").body())
                    .contains("\"status\":\"UP\"", WechatSimulator.DEMO_APP_ID);
        }
    }

    private String[] account(String secret) {
        return new String[] {
            "wxconfig.app-id=" + WechatSimulator.DEMO_APP_ID,
            "wxconfig.secret=" + secret,
            "wxconfig.api-base-url=" + wechatServer.baseUrl(),
            "wxconfig.store-directory=" + base,
            "management.endpoint.health.show-details=always"
        };
    }

    private void properties(String... lines) throws IOException {
        Files.write(base.resolve("application.properties"), List.of(lines));
    }

    private HttpResponse<String> get(ContainerProcess application, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(application.uri(path)).build(), BodyHandlers.ofString(UTF_8));
    }
}
