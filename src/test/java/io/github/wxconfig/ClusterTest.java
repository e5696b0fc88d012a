package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.demo.Answer;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.Rules;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that share nothing but a store: each a server with a filter of its own. */
@Tag("slow")
class ClusterTest {
    private static final String TICKET = "/cgi-bin/ticket/getticket";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body>茶</body></html>";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final List<JettyServer> nodes = new ArrayList<>();
    private final ExecutorService visitors = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        visitors.shutdownNow();
        nodes.forEach(JettyServer::close);
        wechatServer.close();
    }

    private record Visit(URI page, String html, Instant end) {
        boolean isSigned() {
            return html.contains("nonceStr");
        }
    }

    @Test
    void asksWechatOnceWhenAllNodesOfARedisStartAtOnce() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            asksWechatOnce(8, settings().store(redis.address()));

            assertThat(redis.keys())
                    .containsExactlyInAnyOrder(
                            "wxconfig:" + WechatSimulator.DEMO_APP_ID + ":access_token",
                            "wxconfig:" + WechatSimulator.DEMO_APP_ID + ":jsapi_ticket");
        }
    }

    /** Applications of one machine, which share a directory. */
    @Test
    void asksWechatOnceWhenAllApplicationsOfADirectoryStartAtOnce(@TempDir Path directory) throws Exception {
        asksWechatOnce(8, settings().storeDirectory(directory));
    }

    private void asksWechatOnce(int size, Settings.Builder settings) throws Exception {
        wechat.switchOn(Fault.slow(Duration.ofMillis(200)));
        for (int node = 0; node < size; node++) {
            nodes.add(start(settings));
        }
        List<Callable<Visit>> visits = new ArrayList<>();
        for (int visitor = 0; visitor < size * 25; visitor++) {
            URI page = nodes.get(visitor % size).uri("/?visitor=" + visitor);
            visits.add(() -> visit(page));
        }

        Instant begun = Instant.now();
        for (Future<Visit> visit : visitors.invokeAll(visits)) {
            // Where the machine is slow, the first pages may wait in vain.
            assertThat(visit.get())
                    .matches(each -> each.isSigned() || !each.end().isBefore(begun.plus(PATIENCE)));
        }
        for (JettyServer node : nodes) {
            Visit later = untilSigned(node.uri("/later"));
            assertThat(new ReceivedPage(later.html()).verdict(wechat, later.page()))
                    .isEqualTo("preVerifyJSAPI:ok");
        }
        assertThat(wechat.stableTokenCalls()).isEqualTo(1);
        assertThat(wechat.ticketCalls()).isEqualTo(1);
    }

    private record Ticket(String value, Instant issuedAt) {}

    /** WeChat repeats a ticket in whole seconds: there is nothing to repeat in the last one. */
    @ParameterizedTest
    @CsvSource({"NEW, 4, 10, 3", "SAME, 12, 15, 2"})
    void asksWechatSeldomInEachOfManyShortLivesAndSignsWithNoTicketThatHasEnded(
            Rules.TicketRepeat repeat, int life, int seconds, int tickets) throws Exception {
        List<Ticket> answered = new CopyOnWriteArrayList<>();
        wechat.rules(Rules.WECHAT.withTicketRepeat(repeat).withTicketLife(Duration.ofSeconds(life)));
        wechat.switchOn(new Fault(
                "recorded",
                (honest, now) -> {
                    Answer answer = honest.get();
                    JsonObject json = JsonParser.parseString(answer.body()).getAsJsonObject();
                    answered.add(new Ticket(json.get("ticket").getAsString(), now));
                    return answer;
                },
                TICKET,
                Integer.MAX_VALUE));
        List<Visit> seen = new CopyOnWriteArrayList<>();
        try (RedisServer redis = RedisServer.start()) {
            for (int node = 0; node < 8; node++) {
                nodes.add(start(settings().store(redis.address())));
            }
            untilSigned(nodes.get(0).uri("/"));
            Instant end = Instant.now().plusSeconds(seconds);
            List<Callable<Integer>> load = new ArrayList<>();
            for (JettyServer node : nodes) {
                load.add(() -> {
                    int pages = 0;
                    for (; Instant.now().isBefore(end); pages++) {
                        seen.add(visit(node.uri("/?page=" + pages)));
                        Thread.sleep(50);
                    }
                    return pages;
                });
            }
            for (Future<Integer> pages : visitors.invokeAll(load)) {
                assertThat(pages.get()).isPositive();
            }
        }

        assertThat(wechat.stableTokenCalls()).isEqualTo(1);
        Set<String> values = new HashSet<>();
        List<Ticket> issued =
                answered.stream().filter(ticket -> values.add(ticket.value())).toList();
        assertThat(issued).hasSizeGreaterThanOrEqualTo(tickets);
        int repeated = answered.size() - issued.size();
        // A call that took longer than the next one has been told too early an end.
        assertThat(repeated).isLessThanOrEqualTo(repeat == Rules.TicketRepeat.NEW ? 0 : issued.size() + 1);
        for (int i = 1; i < issued.size(); i++) {
            assertThat(Duration.between(
                            issued.get(i - 1).issuedAt(), issued.get(i).issuedAt()))
                    .isGreaterThan(Duration.ofSeconds(life - 1));
        }
        assertThat(seen).filteredOn(Visit::isSigned).hasSizeGreaterThan(100).allSatisfy(visit -> {
            JsonObject config = new ReceivedPage(visit.html()).config();
            Ticket ticket = issued.stream()
                    .filter(each -> signature(each, config, visit.page())
                            .equals(config.get("signature").getAsString()))
                    .findFirst()
                    .orElseThrow();
            assertThat(Instant.ofEpochSecond(config.get("timestamp").getAsLong()))
                    .isBefore(ticket.issuedAt().plusSeconds(life));
        });
        assertThat(seen).filteredOn(visit -> !visit.isSigned()).hasSizeLessThan(seen.size() / 4);
    }

    private static String signature(Ticket ticket, JsonObject config, URI page) {
        String text = "jsapi_ticket=" + ticket.value() + "&noncestr="
                + config.get("nonceStr").getAsString() + "&timestamp="
                + config.get("timestamp").getAsString() + "&url="
                + page;
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString());
    }

    private static JettyServer start(Settings.Builder settings) throws Exception {
        return new JettyServer(new WxConfigFilter(settings.build()), Map.of(), (request, response) -> {
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().write(HTML);
        });
    }

    private Visit visit(URI page) throws Exception {
        String html = browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return new Visit(page, html, Instant.now());
    }

    private Visit untilSigned(URI page) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        Visit visit = visit(page);
        while (!visit.isSigned() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            visit = visit(page);
        }
        assertThat(visit).matches(Visit::isSigned);
        return visit;
    }
}
