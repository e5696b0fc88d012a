package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of an account, asked of the JVM's own MBean server as any tool does. */
class WatchTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body>茶</body></html>";
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Path directory;

    WatchTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        wechatServer.close();
    }

    @Test
    void showsTicketAndPages() throws Exception {
        try (JettyServer server = start(settings().exclude("/admin").allowedHosts("127.0.0.1"))) {
            untilSigned(server);
            ObjectName account = names().iterator().next();
            long signed = (Long) JMX.getAttribute(account, "PagesSigned");
            get(server, "/");
            get(server, "/");
            get(server, "/admin");
            get(server, "/fragment");
            get(server, "/policy");
            get(server, "/json", "Accept", "application/json");
            get(server, "/", "X-Forwarded-Host", "other.example");
            get(server, "/", "X-Forwarded-Host", "a b");

            assertThat(account.getKeyProperty("appId")).isEqualTo(WechatSimulator.DEMO_APP_ID);
            assertThat((Long) JMX.getAttribute(account, "PagesSigned")).isEqualTo(signed + 3);
            assertThat(counts(account, "PagesUnsigned"))
                    .containsEntry("excluded", 1L)
                    .containsEntry("no_place", 1L)
                    .containsEntry("policy", 1L)
                    .containsEntry("other_host", 1L)
                    .containsEntry("error", 0L);
            assertThat(JMX.getAttribute(account, "MalformedForwardedHeaders")).isEqualTo(1L);
            assertThat(JMX.getAttribute(account, "Renewals")).isEqualTo(1L);
            assertThat((Long) JMX.getAttribute(account, "TicketAgeSeconds")).isBetween(0L, 120L);
            assertThat((Long) JMX.getAttribute(account, "TicketRemainingSeconds"))
                    .isBetween(7000L, 7200L);
            assertThat(nextRenewal(account)).isBetween(6500L, 7100L);
            assertThat(JMX.getAttribute(account, "LastError")).isNull();
        }
    }

    @Test
    void showsWhatWentWrongAndNoSecret() throws Exception {
        try (JettyServer server = start(settings().secret("not-the-secret"))) {
            get(server, "/");
            ObjectName account = names().iterator().next();

            assertThat(counts(account, "Failures"))
                    .containsEntry("configuration", 1L)
                    .containsEntry("transient", 0L);
            assertThat(counts(account, "PagesUnsigned")).containsEntry("no_ticket", 1L);
            assertThat((String) JMX.getAttribute(account, "LastError")).contains("40125", "Check secret");
            assertThat(Instant.parse((String) JMX.getAttribute(account, "LastErrorAt")))
                    .isBetween(Instant.now().minusSeconds(120), Instant.now());
            assertThat(JMX.getAttribute(account, "TicketRemainingSeconds")).isNull();
            for (MBeanAttributeInfo attribute : JMX.getMBeanInfo(account).getAttributes()) {
                assertThat(String.valueOf(JMX.getAttribute(account, attribute.getName())))
                        .doesNotContain("not-the-secret");
            }
        }
    }

    @Test
    void isThereAsLongAsTheApplication() throws Exception {
        wechat.switchOn(Fault.down());
        try (JettyServer one = start(settings());
                JettyServer two = start(settings())) {
            assertThat(List.of(one, two)).hasSameSizeAs(names());
        }
        assertThat(names()).isEmpty();
    }

    /** Pages have the first ticket before the store does, until when the renewal is under way. */
    private static long nextRenewal(ObjectName account) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while ((Long) JMX.getAttribute(account, "NextRenewalSeconds") == 0
                && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        return (Long) JMX.getAttribute(account, "NextRenewalSeconds");
    }

    private static Set<ObjectName> names() throws Exception {
        return JMX.queryNames(new ObjectName("io.github.wxconfig:*"), null);
    }

    private static Map<Object, Object> counts(ObjectName account, String attribute) throws Exception {
        Map<Object, Object> counts = new HashMap<>();
        for (Object row : ((TabularData) JMX.getAttribute(account, attribute)).values()) {
            counts.put(((CompositeData) row).get("key"), ((CompositeData) row).get("value"));
        }
        return counts;
    }

    private Settings.Builder settings() {
        return Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(directory);
    }

    private static JettyServer start(Settings.Builder settings) throws Exception {
        return new JettyServer(new WxConfigFilter(settings.build()), Map.of(), (request, response) -> {
            String path = request.getRequestURI();
            response.setContentType(path.equals("/json") ? "application/json" : "text/html; charset=utf-8");
            if (path.equals("/policy")) {
                response.setHeader("Content-Security-Policy", "script-src 'none'");
            }
            response.getOutputStream().write((path.equals("/fragment") ? "<p>Tea</p>" : HTML).getBytes(UTF_8));
        });
    }

    private HttpResponse<String> get(JettyServer server, String path, String... header) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void untilSigned(JettyServer server) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!get(server, "/").body().contains("nonceStr")) {
            assertThat(Instant.now()).isBefore(end);
        }
    }
}
