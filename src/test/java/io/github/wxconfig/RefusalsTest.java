package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.demo.Call;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.metrics.WxConfigMetrics;
import io.github.wxconfig.script.Cause;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server learns of refusals, from browsers and from strangers. */
class RefusalsTest {
    private static final String TICKET = "{\"cause\":\"ticket\",\"errMsg\":\"config:invalid signature\"}";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WxConfigMetrics metrics = new WxConfigMetrics();
    private final JettyServer server;
    private final LogCapture log = new LogCapture();

    RefusalsTest(@TempDir Path directory) throws Exception {
        metrics.bindTo(registry);
        server = PlainPage.start(Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(directory));
    }

    @BeforeEach
    void firstTicketIsThere() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!page().contains("nonceStr")) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    @AfterEach
    void stop() {
        log.close();
        metrics.close();
        server.close();
        wechatServer.close();
    }

    @Test
    void saysOnceForEachCauseAndKindOfPageWhatIsRefused() throws Exception {
        for (String page : List.of("/tea/green?secret=1", "/tea/red", "/shop/", "/tea/green?b")) {
            assertThat(post(
                            page,
                            "{\"cause\":\"domain\",\"errMsg\":\"config:invalid url domain\",\"signed\":\""
                                    + server.uri(page) + "\",\"verified\":[\"" + server.uri("/verified?x") + "\"]}"))
                    .isEqualTo(204);
        }
        assertThat(warnings()).hasSize(2);
        assertThat(warnings().get(0))
                .contains("does not work in WeChat", "Cause: domain: the host of the page is none of")
                .contains("Cure: add the host without http://")
                .contains("Shown: " + server.uri("/tea/green?secret=*") + "; signed: "
                        + server.uri("/tea/green?secret=*") + "; verified: " + server.uri("/verified?x")
                        + "; WeChat says: config:invalid url domain.")
                .endsWith("pages in /tea/.")
                .doesNotContain("secret=1");
        assertThat(warnings().get(1)).endsWith("pages in /shop/.");
        assertThat(counted("domain")).isEqualTo(4);
        assertThat(counted("ticket")).isZero();
    }

    @Test
    void logsNoSession() throws Exception {
        post(
                "/tea;jsessionid=0A1B/green;v=1?b",
                "{\"cause\":\"session\",\"signed\":\"" + server.uri("/tea;jsessionid=0A1B") + "\"}");
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("/tea;jsessionid=*/green;v=*?b", "pages in /tea;jsessionid=*/.")
                .doesNotContain("0A1B");
    }

    /** Four of them the server alone finds out. */
    @Test
    void countsEveryCauseThatAPageCanKnow() throws Exception {
        List<String> ours = List.of("replaced-ticket", "two-systems", "other-token", "other-account");
        List<String> names = Cause.all().stream()
                .map(Cause::name)
                .filter(name -> !ours.contains(name))
                .toList();
        for (String name : names) {
            post("/", "{\"cause\":\"" + name + "\",\"healed\":true}");
        }
        assertThat(names)
                .hasSizeGreaterThan(35)
                .allSatisfy(name -> assertThat(counted(name)).as(name).isBetween(0.0, 1.0));
        assertThat(names.stream().mapToDouble(this::counted).sum()).isBetween(20.0, (double) names.size());
    }

    /** A page without debug knows the hash of the address that was signed, and the server sees its own address wrongly again. */
    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1:PORT/tea, scheme",
        "http://www.example.com:PORT/tea, host",
        "http://127.0.0.1/tea, port",
        "http://127.0.0.1:PORT/tea, address"
    })
    void findsThePartThatIsWrongByTheAddressOfTheReport(String page, String cause) throws Exception {
        String shown = page.replace("PORT", String.valueOf(server.uri("/").getPort()));
        assertThat(send(report(shown), "{\"cause\":\"address\",\"healed\":true}"))
                .isEqualTo(204);
        assertThat(counted(cause)).isEqualTo(1);
        assertThat(warnings()).singleElement().asString().contains("needs a second signature", "Cause: " + cause + ":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"cause\":\"none\"}",
                "{\"cause\":\"two-systems\"}",
                "{\"cause\":\"replaced-ticket\"}",
                "{\"cause\":\"other-token\"}",
                "{\"cause\":\"other-account\"}",
                "{\"cause\":7}",
                "{\"cause\":[\"ticket\"]}",
                "\"ticket\"",
                "{\"cause\":\"ticket\"",
                "cause=ticket"
            })
    void takesNothingElseForAReport(String body) throws Exception {
        assertThat(post("/", body)).isEqualTo(400);
        assertThat(post("/", "[".repeat(4000))).isEqualTo(400);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void takesNoLongReport() throws Exception {
        assertThat(post("/", TICKET + " ".repeat(5000))).isEqualTo(413);
        HttpRequest chunked = HttpRequest.newBuilder(report(server.uri("/").toString()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(TICKET + " ".repeat(1_000_000))))
                .build();
        assertThat(browser.send(chunked, BodyHandlers.discarding()).statusCode())
                .isEqualTo(413);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void takesReportsOfPagesOfTheSameHostOnly() throws Exception {
        String page = server.uri("/").toString();
        assertThat(send(report(page), TICKET, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(send(report(page), TICKET, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(send(report(page), TICKET, "Origin", "https://evil.example")).isEqualTo(403);
        assertThat(send(report(page), TICKET, "Origin", "null")).isEqualTo(403);
        assertThat(send(report(page), TICKET, "Content-Type", "text/plain")).isEqualTo(415);
        assertThat(send(server.uri("/wxconfig/sign"), TICKET)).isEqualTo(400);
        assertThat(warnings()).isEmpty();
        assertThat(counted("ticket")).isZero();
        assertThat(send(
                        report(page),
                        TICKET,
                        "Sec-Fetch-Site",
                        "same-origin",
                        "Origin",
                        page.substring(0, page.length() - 1)))
                .isEqualTo(204);
    }

    @Tag("slow")
    @Test
    void tenThousandForgedReportsCostNextToNothing() throws Exception {
        wechat.resetCounters();
        System.gc();
        long before = used();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            answers.add(post(
                    "/forged" + i + "/" + "x".repeat(1000),
                    "{\"cause\":\"ticket\",\"errMsg\":\"" + "y".repeat(2000) + i + "\",\"signed\":\"https://evil" + i
                            + ".example/\"}"));
        }
        System.gc();
        assertThat(answers).containsOnly(204, 429).contains(429);
        assertThat(warnings()).hasSizeBetween(20, 45);
        assertThat(log.text()).hasSizeLessThan(45 * 2000);
        assertThat(used() - before).isLessThan(4_000_000);
        assertThat(wechat.ticketCalls()).isLessThanOrEqualTo(2);
        assertThat(wechat.tokenCalls() + wechat.stableTokenCalls()).isLessThanOrEqualTo(1);
        assertThat(page()).contains("nonceStr");
    }

    @Test
    void aDeadTicketHealsWithoutARestart() throws Exception {
        assertThat(verdict()).isEqualTo("preVerifyJSAPI:ok");
        wechat.revokeTicket(WechatSimulator.DEMO_APP_ID);
        wechat.resetCounters();
        assertThat(verdict()).isEqualTo("preVerifyJSAPI:fail_invalid signature");
        post("/", TICKET);
        Instant end = Instant.now().plusSeconds(20);
        while (!verdict().endsWith(":ok") || warnings().size() < 2) {
            assertThat(Instant.now()).isBefore(end);
        }
        IntStream.range(0, 100).parallel().forEach(i -> {
            try {
                post("/", TICKET);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(verdict()).endsWith(":ok");
        assertThat(calls()).isEqualTo("/cgi-bin/ticket/getticket");
        assertThat(warnings())
                .hasSize(2)
                .last()
                .asString()
                .contains("looked up again. Cause: replaced-ticket:", "Cure:");
        assertThat(counted("replaced-ticket")).isEqualTo(1);
    }

    private String calls() {
        return wechat.calls().stream().map(Call::path).collect(joining(" "));
    }

    private List<String> warnings() {
        return log.lines().stream().filter(line -> line.contains("Refusals - ")).toList();
    }

    private double counted(String cause) {
        return registry.find("wxconfig.refusals").tag("cause", cause).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String verdict() throws Exception {
        return new ReceivedPage(page()).verdict(wechat, server.uri("/"));
    }

    private String page() throws Exception {
        return browser.send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.ofString())
                .body();
    }

    private URI report(String page) {
        return server.uri("/wxconfig/sign?url=" + URLEncoder.encode(page, UTF_8));
    }

    private int post(String path, String body) throws Exception {
        return send(report(server.uri(path).toString()), body);
    }

    private int send(URI uri, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body));
        request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
