package io.github.wxconfig.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that apply forwarded headers themselves, and show the visitor's address in place of the proxy's. */
class AppliedHeadersIT {
    private static final String VISITOR = "X-Forwarded-For: 203.0.113.7";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final Path base;

    AppliedHeadersIT(@TempDir Path base) throws IOException {
        this.base = base;
        WarFolder.make(Distribution.webapps(base).resolve("ROOT"), Edition.JAKARTA, true);
    }

    @AfterEach
    void stop() {
        wechatServer.close();
    }

    @Test
    void agreesWithTomcatsValve() throws Exception {
        try (ContainerProcess tomcat = Distribution.tomcatBehindProxy("11", base, options())) {
            assertThatPagesAreSigned(tomcat);
        }
    }

    @Test
    void agreesWithJettysCustomizer() throws Exception {
        try (ContainerProcess jetty = Distribution.jettyBehindProxy(base, options())) {
            assertThatPagesAreSigned(jetty);
        }
    }

    private List<String> options() {
        return List.of(
                "-Dwxconfig.appId=" + WechatSimulator.DEMO_APP_ID,
                "-Dwxconfig.secret=" + WechatSimulator.DEMO_SECRET,
                "-Dwxconfig.apiBaseUrl=" + wechatServer.baseUrl(),
                "-Dwxconfig.storeDirectory=" + base.resolve("store"));
    }

    /** What nginx sends with the lines of the manual. */
    private void assertThatPagesAreSigned(ContainerProcess container) throws Exception {
        int port = container.uri("/").getPort();
        String inside = "127.0.0.1:" + port;
        Instant end = Instant.now().plusSeconds(60);
        while (!RawRequest.to(port, inside).get("/any/page").contains("nonceStr")) {
            assertThat(Instant.now()).as(container::log).isBefore(end);
        }
        assertSoftly(softly -> {
            for (String visitor : List.of(VISITOR, "X-Forwarded-For: 10.1.2.3", "X-Other: none")) {
                for (String[] named : new String[][] {
                    {"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com", "https://www.example.com"},
                    {"X-Forwarded-Proto: http", "X-Forwarded-Host: www.example.com", "http://www.example.com"},
                    {"X-Forwarded-Proto: https", "X-Forwarded-Host: a.example:8443", "https://a.example:8443"},
                    {"Forwarded: proto=https;host=b.example", "X-Other: none", "https://b.example"}
                }) {
                    RawRequest request = RawRequest.to(port, inside)
                            .with(visitor)
                            .with(named[0])
                            .with(named[1]);
                    String page = get(request, "/any/page?a");
                    softly.assertThat(new ReceivedPage(page).verdict(wechat, named[2] + "/any/page?a"))
                            .as("%s, %s, %s", visitor, named[0], named[1])
                            .isEqualTo(Visit.VERIFIED);
                }
            }
        });
    }

    private static String get(RawRequest request, String target) {
        try {
            return request.get(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
