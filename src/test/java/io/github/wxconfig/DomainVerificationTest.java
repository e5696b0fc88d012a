package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat gets that asks whether a domain is the account's. */
class DomainVerificationTest {
    private static final String CODE = "8TYrPxuQ7pLKOGsx";
    private static final String FILE = "/MP_verify_" + CODE + ".txt";

    private final SimulatorServer wechatServer = SimulatorServer.start(new WechatSimulator(InstantSource.system()));
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;

    DomainVerificationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        wechatServer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CODE, "MP_verify_" + CODE + ".txt", "MP_verify_" + CODE})
    void isTheCodeAlone(String setting) throws Exception {
        try (JettyServer server = PlainPage.start(settings().domainVerification("another", setting))) {
            HttpResponse<byte[]> answer = ask(server, "GET", FILE);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(CODE.getBytes(US_ASCII));
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");

            HttpResponse<byte[]> head = ask(server, "HEAD", FILE);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Length")).hasValue(String.valueOf(CODE.length()));

            assertThat(ask(server, "GET", "/MP_verify_another.txt").body())
                    .asString()
                    .isEqualTo("another");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, " + FILE,
        "GET,  /MP_verify_other.txt",
        "GET,  /MP_verify_" + CODE,
        "GET,  /mp_verify_" + CODE + ".txt",
        "GET,  " + FILE + "/",
        "GET,  /tea" + FILE,
        "GET,  /MP_verify_..%2F" + CODE + ".txt"
    })
    void leavesTheApplicationWhatIsItsOwn(String method, String path) throws Exception {
        try (JettyServer server = PlainPage.start(settings().domainVerification(CODE))) {
            assertThat(ask(server, method, path).body()).asString().contains("<title>Tea</title>");
        }
    }

    /** The file belongs to the root of the host, of which the application has a part only. */
    @Test
    void isHandedOnByTheServerInFront() throws Exception {
        try (LogCapture log = new LogCapture();
                JettyServer server = PlainPage.start(
                        settings().domainVerification(CODE).publicBaseUrl("https://www.example.com/shop"))) {
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("domainVerification"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "this application is at /shop.")
                    .contains("location = " + FILE + " { proxy_pass http://APPLICATION" + FILE + "; }");
            assertThat(ask(server, "GET", FILE).body()).asString().isEqualTo(CODE);
        }
    }

    @Test
    void asksForNothingMoreAtTheRoot() throws Exception {
        try (LogCapture log = new LogCapture();
                JettyServer server = PlainPage.start(settings().domainVerification(CODE))) {
            assertThat(ask(server, "GET", FILE).statusCode()).isEqualTo(200);
            assertThat(log.text()).doesNotContain("domainVerification");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "a/b",
                "https://www.example.com/MP_verify_a.txt",
                "a.html",
                "MP_verify_.txt",
                "茶"
            })
    void refusesWhatIsNoCode(String setting) {
        assertThat(catchThrowableOfType(InvalidSettingsException.class, () -> settings()
                                .domainVerification("good", setting)
                                .build())
                        .mistakes())
                .containsExactly("domainVerification, entry 2: neither a code nor the name of WeChat's file, like"
                        + " MP_verify_8TYrPxuQ7pLKOGsx.txt.");
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(directory);
    }

    private HttpResponse<byte[]> ask(JettyServer server, String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.uri(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
