package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/** Whatever is wrong with the store, WeChat is asked once, pages are signed, and the log says once what is wrong. */
@Tag("slow")
class StoreFaultsTest {
    private static final String KEY = "wxconfig:" + WechatSimulator.DEMO_APP_ID + ":jsapi_ticket";
    private static RedisServer redis;

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Path directory;

    StoreFaultsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void emptyRedis() {
        try (Jedis server = redis.connect()) {
            server.flushAll();
        }
    }

    @AfterEach
    void stop() {
        wechatServer.close();
    }

    private enum RedisFault {
        REFUSED,
        SILENT,
        HALF_OPEN,
        SLOW,
        NO_REDIS,
        WRONG_PASSWORD,
        WRONG_TYPE,
        GARBAGE,
        ABSURD
    }

    private static final Set<RedisFault> HARMLESS = EnumSet.of(RedisFault.SLOW, RedisFault.GARBAGE, RedisFault.ABSURD);

    @ParameterizedTest
    @EnumSource
    void aNodeGoesOnAloneAtAStart(RedisFault fault) throws Exception {
        try (LogCapture log = new LogCapture();
                Relay relay = relay(fault)) {
            if (fault == RedisFault.REFUSED) {
                relay.refuse();
            }
            String password = fault == RedisFault.WRONG_PASSWORD ? "pa55word-wrong" : RedisServer.PASSWORD;
            plant(fault);
            try (JettyServer server =
                    PlainPage.start(settings().store("redis://:" + password + "@127.0.0.1:" + relay.port()))) {
                untilSigned(server.uri("/"));
            }
            assertThat(wechat.stableTokenCalls()).isEqualTo(1);
            assertThat(wechat.ticketCalls()).isEqualTo(1);
            assertThat(log.lines()).filteredOn(line -> line.contains("WARN")).hasSize(HARMLESS.contains(fault) ? 0 : 1);
        }
    }

    private Relay relay(RedisFault fault) {
        Relay relay =
                switch (fault) {
                    case SILENT -> Relay.silent();
                    case NO_REDIS -> Relay.answering("HTTP/1.1 400 Bad Request\r\n\r\n");
                    default -> Relay.to(redis.port());
                };
        if (fault == RedisFault.HALF_OPEN) {
            relay.freeze();
        }
        if (fault == RedisFault.SLOW) {
            relay.delay(Duration.ofMillis(100));
        }
        return relay;
    }

    private static void plant(RedisFault fault) {
        try (Jedis server = redis.connect()) {
            if (fault == RedisFault.WRONG_TYPE) {
                server.lpush(KEY, "of another program");
            }
            if (fault == RedisFault.GARBAGE) {
                server.set(KEY, "{\"value\":");
            }
            if (fault == RedisFault.ABSURD) {
                server.set(KEY, "{\"value\":\"forged\",\"issuedAt\":0,\"expiresAt\":32503680000000}");
            }
        }
    }

    /** A page never asks Redis: what happens to it while a ticket is at hand is seen by nobody. */
    @Test
    void pagesNeverAskRedis() throws Exception {
        try (Relay relay = Relay.to(redis.port());
                JettyServer server = PlainPage.start(
                        settings().store("redis://:" + RedisServer.PASSWORD + "@127.0.0.1:" + relay.port()))) {
            untilSigned(server.uri("/"));
            untilStored();
            int connections = relay.connections();
            try (Jedis restartedEmpty = redis.connect()) {
                restartedEmpty.flushAll();
            }
            relay.freeze();

            for (int visit = 0; visit < 50; visit++) {
                assertThat(get(server.uri("/?" + visit))).contains("nonceStr");
            }
            assertThat(relay.connections()).isEqualTo(connections);
            assertThat(wechat.ticketCalls()).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatStartsWhenRedisIsBackFindsWhatAnotherStoresThere() throws Exception {
        try (Relay relay = Relay.to(redis.port())) {
            String address = "redis://:" + RedisServer.PASSWORD + "@127.0.0.1:" + relay.port();
            relay.freeze();
            try (JettyServer alone = PlainPage.start(settings().store(address))) {
                untilSigned(alone.uri("/"));
            }
            relay.thaw();
            for (int start = 0; start < 2; start++) {
                try (JettyServer node = PlainPage.start(settings().store(address))) {
                    untilSigned(node.uri("/"));
                    untilStored();
                }
            }
            assertThat(wechat.ticketCalls()).isEqualTo(2);
        }
    }

    private enum DiskFault {
        A_FILE_IN_ITS_PLACE,
        READ_ONLY,
        CORRUPT
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationGoesOnInMemoryWhateverTheDiskDoes(DiskFault fault) throws Exception {
        Path store = spoiled(fault);
        try (LogCapture log = new LogCapture();
                JettyServer server = PlainPage.start(settings().storeDirectory(store))) {
            untilSigned(server.uri("/"));

            assertThat(wechat.stableTokenCalls()).isEqualTo(1);
            assertThat(wechat.ticketCalls()).isEqualTo(1);
            assertThat(log.lines()).filteredOn(line -> line.contains("WARN")).hasSize(1);
        }
    }

    private Path spoiled(DiskFault fault) throws Exception {
        switch (fault) {
            case A_FILE_IN_ITS_PLACE -> Files.writeString(directory.resolve("store"), "a file");
            case READ_ONLY -> {
                // Not even root can make a directory there.
                assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc");
                return Path.of("/proc/self/store");
            }
            case CORRUPT -> {
                try (JettyServer before = PlainPage.start(settings().storeDirectory(directory.resolve("store")))) {
                    untilSigned(before.uri("/"));
                }
                try (Stream<Path> tree = Files.walk(directory.resolve("store"))) {
                    for (Path file : tree.filter(Files::isRegularFile).toList()) {
                        Files.writeString(file, "garbage");
                    }
                }
                wechat.resetCounters();
            }
        }
        return directory.resolve("store");
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString());
    }

    private static void untilStored() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!redis.keys().equals(Set.of(KEY, KEY.replace("jsapi_ticket", "access_token")))
                && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertThat(redis.keys()).contains(KEY);
    }

    private String get(URI page) throws IOException, InterruptedException {
        HttpResponse<String> response =
                browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private void untilSigned(URI page) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!get(page).contains("nonceStr") && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertThat(new ReceivedPage(get(page)).verdict(wechat, page)).isEqualTo("preVerifyJSAPI:ok");
    }
}
