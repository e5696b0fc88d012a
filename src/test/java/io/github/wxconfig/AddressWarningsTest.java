package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.page.PageUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of addresses that cannot be read or must not be signed, in a container. */
class AddressWarningsTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head></html>";

    private final HttpClient browser = HttpClient.newHttpClient();

    @AutoClose
    private final SimulatorServer wechat = SimulatorServer.start(new WechatSimulator(InstantSource.system()));

    @AutoClose
    private final JettyServer server;

    AddressWarningsTest(@TempDir Path storeDirectory) throws Exception {
        Settings settings = Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechat.baseUrl().toString())
                .storeDirectory(storeDirectory)
                .allowedHosts("example.com")
                .build();
        server = new JettyServer(new WxConfigFilter(settings), Map.of(), (request, response) -> {
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().write(HTML);
        });
    }

    @Test
    void tellsOnceOfEachMalformedHeader() throws Exception {
        try (LogCapture log = new LogCapture()) {
            visit("Forwarded", "for=192.0.2.43;host=\"caf\u00e9\tand no closing quote" + "x".repeat(500));
            visit("X-Forwarded-Port", "https");
            visit("X-Forwarded-Port", "https");
            List<String> told = lines(log, "cannot be understood");
            assertThat(told)
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .contains("WARN", "127.0.0.1", "Forwarded=for=192.0.2.43;host=\"")
                                    .doesNotContain("x".repeat(300)),
                            second -> assertThat(second).contains("X-Forwarded-Port=https"));
            assertThat(told.get(0)).contains("publicBaseUrl").doesNotContain("\t");
        }
    }

    @Test
    void tellsOnceOfEachHostThatIsNotAllowed() throws Exception {
        try (LogCapture log = new LogCapture()) {
            for (int visits = 0; visits < 2; visits++) {
                visit("X-Forwarded-Host", "www.example.org");
                visit("X-Forwarded-Host", "inner.local:8080");
                visit("X-Forwarded-Host", "www.example.com");
            }
            assertThat(lines(log, "allowedHosts"))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("INFO", "www.example.org"),
                            line -> assertThat(line).contains("INFO", "inner.local"));
        }
    }

    /** Whoever visits chooses the host: the log does not grow with them, nor do they hide the one that people come by. */
    @Test
    void tellsOfARealHostAfterManyThatAScannerMadeUp() {
        AddressWarnings warnings = new AddressWarnings();
        try (LogCapture log = new LogCapture()) {
            for (int visitor = 0; visitor < 10_000; visitor++) {
                warnings.tell(new PageUrl("https://v" + visitor + ".example.org/"));
            }
            assertThat(lines(log, "allowedHosts")).hasSize(20);

            warnings.tell(new PageUrl("https://www.example.net/"));
            warnings.tell(new PageUrl("https://www.example.net/tea"));
            warnings.tell(new PageUrl("https://www.example.net/tea"));
            assertThat(lines(log, "www.example.net")).hasSize(1);
        }
    }

    @Test
    void tellsOfARealProxyAfterManyHeadersThatAScannerMadeUp() throws Exception {
        try (LogCapture log = new LogCapture()) {
            for (int visitor = 0; visitor < 50; visitor++) {
                visit("Forwarded", "host=\"" + visitor);
            }
            visit("X-Forwarded-Port", "https");
            visit("X-Forwarded-Port", "https");
            assertThat(lines(log, "cannot be understood"))
                    .hasSize(21)
                    .last()
                    .asString()
                    .contains("X-Forwarded-Port=https");
        }
    }

    private static List<String> lines(LogCapture log, String part) {
        return log.lines().stream().filter(line -> line.contains(part)).toList();
    }

    private void visit(String header, String value) throws Exception {
        URI page = server.uri("/tea");
        HttpRequest request = HttpRequest.newBuilder(page).header(header, value).build();
        assertThat(browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }
}
