package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.container.app.Scenario;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fifty deployments by Tomcat's own manager leave behind: no more than there is after one, and at the end nothing. */
class RedeploymentIT {
    private static final int TIMES = 50;
    private static final String USER = "deployer";
    private static final String PASSWORD = UUID.randomUUID().toString();

    /**
     * An application without wxconfig. Java 17 keeps the last type of record of which it made {@code equals}, whosever it
     * is: this page makes it one of this application.
     */
    private static final String OTHER =
            "<%! record Kept(Object value) {} %><%= new Kept(\"this\").equals(new Kept(\"that\")) %>";

    private static final String HUB_KEY = "0123456789abcdef0123456789abcdef";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path war;
    private final Path other;
    private final Path store;
    private final Path temporary;
    private final ContainerProcess tomcat;

    RedeploymentIT(@TempDir Path base) throws IOException {
        war = WarFolder.make(base.resolve("shop"), Edition.JAKARTA, true);
        other = Files.createDirectories(base.resolve("other"));
        Files.writeString(other.resolve("index.jsp"), OTHER);
        store = base.resolve("store");
        temporary = base.resolve("temp");
        tomcat = Distribution.tomcatWithManager(
                "11",
                base,
                List.of(
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        // Softly reachable, as Java 25 has it in place of the above, is as good as gone.
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-Dtomcat.util.scan.StandardJarScanFilter.jarsToSkip=ehcache*,http*,gson*,slf4j*",
                        // Lets Tomcat look for the values of ThreadLocals.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dwxconfig.appId=" + WechatSimulator.DEMO_APP_ID,
                        "-Dwxconfig.secret=" + WechatSimulator.DEMO_SECRET,
                        "-Dwxconfig.apiBaseUrl=" + wechatServer.baseUrl(),
                        "-Dwxconfig.hubPath=/hub",
                        "-Dwxconfig.hubKey=" + HUB_KEY,
                        "-Dwxconfig.storeDirectory=" + store),
                USER,
                PASSWORD);
    }

    @AfterEach
    void stop() {
        tomcat.close();
        wechatServer.close();
    }

    @Test
    void leavesNoClassLoaderThreadOrFileBehind() throws Exception {
        manager("text/deploy?path=/other&war=" + other.toUri());
        deploy();
        use();
        Remains once = remains();
        for (int time = 1; time < TIMES; time++) {
            switch (time % 4) {
                case 0 -> {
                    manager("text/undeploy?path=/shop");
                    deploy();
                }
                case 2 -> manager("text/reload?path=/shop");
                default -> {
                    manager("text/stop?path=/shop");
                    forgetWhatIsStored();
                    manager("text/start?path=/shop");
                }
            }
            use();
        }
        Remains often = remains();
        manager("text/undeploy?path=/shop");
        assertThat(get("/other/").body()).isEqualTo("false");
        Remains after = remains();

        // Or nothing would have been at work that could be left behind.
        assertThat(wechat.ticketCalls()).isGreaterThanOrEqualTo(TIMES / 2);
        assertThat(once.threads()).contains("wxconfig-" + WechatSimulator.DEMO_APP_ID);
        assertSoftly(softly -> {
            softly.assertThat(often.loaders()).hasSameSizeAs(once.loaders());
            softly.assertThat(after.loaders()).hasSize(once.loaders().size() - 1);
            softly.assertThat(after.threads()).noneMatch(name -> name.startsWith("wxconfig"));
            softly.assertThat(often.threads()).isEqualTo(once.threads());
            softly.assertThat(often.open()).isEqualTo(once.open());
            softly.assertThat(often.files()).isEqualTo(once.files());
            softly.assertThat(tomcat.log().lines())
                    .noneMatch(line -> line.contains("The web application [shop] ") || line.contains("SEVERE"));
        });
    }

    private void deploy() throws Exception {
        manager("text/deploy?path=/shop&war=" + war.toUri());
    }

    /** The next start asks WeChat, and writes what it is told. */
    private void forgetWhatIsStored() throws IOException {
        try (Stream<Path> tree = Files.walk(store)) {
            for (Path entry : tree.filter(Files::isRegularFile).toList()) {
                Files.delete(entry);
            }
        }
    }

    /** A page is signed and the hub asked. */
    private void use() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        HttpResponse<String> page = get("/shop" + Scenario.STREAM.path());
        while (!page.body().contains("nonceStr")) {
            assertThat(Instant.now()).as(tomcat::log).isBefore(end);
            Thread.sleep(20);
            page = get("/shop" + Scenario.STREAM.path());
        }
        assertThat(new ReceivedPage(page.body()).verdict(wechat, page.uri())).isEqualTo("preVerifyJSAPI:ok");
        assertThat(get("/shop/hub", "Bearer " + HUB_KEY).statusCode()).isEqualTo(200);
        assertThat(manager("jmxproxy/?qry=io.github.wxconfig:*")).containsOnlyOnce("Name: io.github.wxconfig:");
    }

    /** The store may be in use at this moment, and cleaners run some time after the garbage collector. */
    private Remains remains() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        Remains before;
        Remains now = look();
        do {
            before = now;
            now = look();
        } while (!now.equals(before) && Instant.now().isBefore(end));
        return now;
    }

    private Remains look() throws Exception {
        return Remains.in(tomcat.pid(), war, store, temporary);
    }

    private String manager(String command) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
        String answer = get("/manager/" + command, "Basic " + credentials).body();
        assertThat(answer).startsWith("OK - ");
        return answer;
    }

    private HttpResponse<String> get(String path, String... authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(tomcat.uri(path));
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }
}
