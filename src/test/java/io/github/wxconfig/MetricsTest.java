package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.metrics.WxConfigMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry of Micrometer has of the accounts whose filters are at work. */
class MetricsTest {
    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final WxConfigMetrics metrics = new WxConfigMetrics();
    private final Path directory;

    MetricsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        metrics.close();
        wechatServer.close();
    }

    @Test
    void countsPagesAndRenewals() throws Exception {
        metrics.bindTo(registry);
        try (JettyServer server = PlainPage.start(settings().exclude("/admin"))) {
            int unsigned = untilSigned(server);
            get(server, "/");
            get(server, "/admin");
            get(server, "/admin");

            assertThat(pages("signed", "none")).isEqualTo(2);
            assertThat(pages("unsigned", "no_ticket")).isEqualTo(unsigned);
            assertThat(pages("unsigned", "excluded")).isEqualTo(2);
            assertThat(pages("unsigned", "error")).isZero();
            assertThat(count("wxconfig.renewals")).isEqualTo(wechat.ticketCalls());
            assertThat(count("wxconfig.renewal.failures", "problem", "configuration"))
                    .isZero();
            assertThat(remaining()).isBetween(7000.0, 7200.0);
        }
    }

    @Test
    void countsFailuresByProblemAndShowsNoSecret() throws Exception {
        metrics.bindTo(registry);
        try (JettyServer server = PlainPage.start(settings().secret("not-the-secret"))) {
            get(server, "/");

            assertThat(count("wxconfig.renewal.failures", "problem", "configuration"))
                    .isEqualTo(1);
            assertThat(count("wxconfig.renewal.failures", "problem", "transient"))
                    .isZero();
            assertThat(count("wxconfig.renewals")).isZero();
            assertThat(remaining()).isNaN();
            for (Meter meter : registry.getMeters()) {
                assertThat(meter.getId().getTags())
                        .contains(Tag.of("appId", WechatSimulator.DEMO_APP_ID), Tag.of("context", "/"));
                SecretSearch.requireNoneIn(meter.getId() + " " + meter.measure());
            }
        }
    }

    @Test
    void hasEachAccountAsLongAsItIsAtWork() throws Exception {
        try (JettyServer early = PlainPage.start(settings())) {
            metrics.bindTo(registry);
            int each = registry.getMeters().size();
            assertThat(each).isPositive();
            wechat.register("wx2", "s3cret-value");
            try (JettyServer late = PlainPage.start(settings().appId("wx2").secret("s3cret-value"))) {
                assertThat(early.uri("/")).isNotEqualTo(late.uri("/"));
                assertThat(registry.getMeters()).hasSize(2 * each);
            }
            assertThat(registry.find("wxconfig.renewals").meters())
                    .extracting(meter -> meter.getId().getTag("appId"))
                    .containsExactly(WechatSimulator.DEMO_APP_ID);
            assertThat(registry.getMeters()).hasSize(each);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void leavesTheRegistryWhenClosed() throws Exception {
        metrics.bindTo(registry);
        try (JettyServer server = PlainPage.start(settings())) {
            assertThat(registry.getMeters()).isNotEmpty();
            metrics.close();
            assertThat(registry.getMeters()).isEmpty();
            assertThat(get(server, "/")).contains("Tea");
        }
        try (JettyServer server = PlainPage.start(settings())) {
            assertThat(get(server, "/")).contains("Tea");
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    /** A registry may refuse a meter, as those do that want the same tags on all of a name. */
    @Test
    void aRegistryThatRefusesDoesNotKeepTheApplicationFromItsPages() throws Exception {
        metrics.bindTo(registry);
        registry.config().onMeterAdded(meter -> {
            throw new IllegalArgumentException("refused: " + meter.getId());
        });
        try (JettyServer server = PlainPage.start(settings())) {
            assertThat(untilSigned(server)).isNotNegative();
        }
    }

    private double pages(String outcome, String reason) {
        return count("wxconfig.pages", "outcome", outcome, "reason", reason);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private double remaining() {
        return registry.get("wxconfig.ticket.remaining").timeGauge().value();
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(directory);
    }

    private String get(JettyServer server, String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    /** A loaded machine may need longer for the first ticket than a page may wait: how many pages had none. */
    private int untilSigned(JettyServer server) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        int unsigned = 0;
        while (!get(server, "/").contains("nonceStr")) {
            assertThat(Instant.now()).isBefore(end);
            unsigned++;
        }
        return unsigned;
    }
}
