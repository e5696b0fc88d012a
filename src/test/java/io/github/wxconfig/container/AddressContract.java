package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.browser.BrowserTest;
import io.github.wxconfig.browser.Machine;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * What holds in every container, directly and behind a real nginx: a page is signed for the address that a real browser
 * shows, however awkward it is.
 */
@BrowserTest
abstract class AddressContract {
    private static final String HOST = "www.example.com";

    /** Folders of applications, and the settings that each has for itself. */
    private static final Map<String, String> APPLICATIONS = new TreeMap<>(Map.of(
            "ROOT", "",
            "shop", "",
            "green tea", "",
            "one#two", "trustedProxies=127.0.0.1",
            "stranger", "trustedProxies=203.0.113.0/24",
            "moved", "publicBaseUrl=https://www.example.com/store"));

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final ContainerProcess container;
    private final @Nullable Nginx nginx;
    private final VisitingBrowser browser;
    private final List<String> addresses = addresses();
    private final Map<Route, Gaps> gaps;
    private final Map<Route, Map<String, Visit>> visits = new EnumMap<>(Route.class);

    /** How a browser reaches the container. */
    enum Route {
        DIRECTLY,
        BY_X_FORWARDED,
        BY_FORWARDED
    }

    /** @param server whose known gaps these are */
    AddressContract(Path base, ContainerContract.Starter starter, String server) throws Exception {
        Machine machine = Machine.withBrowser();
        Gaps own = Gaps.of(server);
        gaps = Map.of(
                Route.DIRECTLY, own,
                Route.BY_X_FORWARDED, own.behind("nginx"),
                Route.BY_FORWARDED, own.behind("nginx"));
        container = starter.start(
                base,
                List.of(
                        "-Dwxconfig.appId=" + WechatSimulator.DEMO_APP_ID,
                        "-Dwxconfig.secret=" + WechatSimulator.DEMO_SECRET,
                        "-Dwxconfig.apiBaseUrl=" + wechatServer.baseUrl(),
                        "-Dwxconfig.storeDirectory=" + base.resolve("store")),
                applications(base));
        nginx = nginx(machine, base.resolve("nginx"), port());
        browser = new VisitingBrowser(machine, port(), nginx == null ? port() : nginx.port(Nginx.NAMED));
    }

    private static List<Path> applications(Path base) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Map.Entry<String, String> application : APPLICATIONS.entrySet()) {
            Path folder =
                    WarFolder.make(Distribution.webapps(base).resolve(application.getKey()), Edition.JAKARTA, true);
            Files.writeString(folder.resolve("WEB-INF/wxconfig.properties"), application.getValue());
            folders.add(folder);
        }
        return folders;
    }

    private static @Nullable Nginx nginx(Machine machine, Path folder, int port) throws Exception {
        try {
            return Nginx.start(machine.nginx(), folder, port);
        } catch (TestAbortedException missing) {
            return null;
        }
    }

    private static List<String> addresses() throws IOException {
        try (InputStream in = Objects.requireNonNull(AddressContract.class.getResourceAsStream("addresses.txt"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .toList();
        }
    }

    /** A loaded machine may need longer for the first ticket than a page may wait for it. */
    @BeforeAll
    void waitForTheFirstTickets() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        for (String folder : APPLICATIONS.keySet()) {
            String context =
                    folder.equals("ROOT") ? "" : "/" + folder.replace('#', '/').replace(" ", "%20");
            while (!RawRequest.to(port(), HOST).get(context + "/any/page").contains("nonceStr")) {
                assertThat(Instant.now())
                        .as("no ticket yet for %s, the log says: %s", folder, container.log())
                        .isBefore(end);
            }
        }
    }

    @AfterAll
    void stop() {
        browser.close();
        if (nginx != null) {
            nginx.close();
        }
        container.close();
        wechatServer.close();
    }

    /** Without it, none of what concerns nginx is tested. */
    @Test
    void hasNginx() {
        assertThat(Machine.withBrowser().nginx()).isExecutable();
    }

    Stream<Route> routes() {
        return nginx == null ? Stream.of(Route.DIRECTLY) : Stream.of(Route.values());
    }

    Stream<Arguments> awkwardAddresses() {
        return routes().flatMap(route -> addresses.stream().map(address -> Arguments.of(route, address)));
    }

    @ParameterizedTest
    @MethodSource("awkwardAddresses")
    void signsForWhatTheBrowserShows(Route route, String address) {
        Visit visit = visits(route).get(address);
        assertThat(visit).isNotNull();
        Gaps known = Objects.requireNonNull(gaps.get(route));
        if (known.refused(address)) {
            assertThat(visit.isSigned()).as(known.reason(address)).isFalse();
            assertThat(visit.status()).as(known.reason(address)).isEqualTo(400);
        } else if (known.signedForAnother(address)) {
            assertThat(visit.verdict(wechat)).as(known.reason(address)).isEqualTo(Visit.REFUSED);
        } else {
            assertThat(visit.verdict(wechat)).as("%s", visit).isEqualTo(Visit.VERIFIED);
        }
    }

    /** One page holds many frames, so that each address costs milliseconds; another host needs the window. */
    private Map<String, Visit> visits(Route route) {
        return visits.computeIfAbsent(route, way -> {
            List<String> local = addresses.stream()
                    .filter(address -> address.startsWith("/"))
                    .toList();
            List<Visit> framed = browser.openAll(
                    origin(way, HOST) + "/any/",
                    local.stream().map(address -> url(way, address)).toList());
            Map<String, Visit> seen = new TreeMap<>();
            addresses.forEach(address -> seen.put(
                    address,
                    address.startsWith("/") ? framed.get(local.indexOf(address)) : browser.open(url(way, address))));
            return seen;
        });
    }

    private String url(Route route, String address) {
        int space = address.startsWith("/") ? -1 : address.indexOf(' ');
        String host = space < 0 ? HOST : address.substring(0, space);
        return origin(route, host) + address.substring(space + 1).replace("{6KB}", "x%2F".repeat(1500));
    }

    private String origin(Route route, String host) {
        return switch (route) {
            case DIRECTLY -> "http://" + host;
            case BY_X_FORWARDED -> "https://" + host;
            case BY_FORWARDED -> "https://" + host + ":" + nginxPort(Nginx.STANDARD);
        };
    }

    @ParameterizedTest
    @MethodSource("routes")
    void signsWhatIsOpenInTheWindow(Route route) {
        for (String address :
                List.of("/", "/any/page?from=singlemessage&isappinstalled=0#top", "/any/茶?茶", "/missing")) {
            assertVerified(browser.open(url(route, address)));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void signsTheResultOfAForm(Route route) {
        for (String address : List.of("/any/result?q=%7e", "/any/a?way=redirect&to=/any/b%2525;c")) {
            browser.open(url(route, "/any/form"));
            assertVerified(browser.post(url(route, address)));
        }
    }

    @Test
    void keepsAPortThatIsNotTheDefault() {
        assertVerified(browser.open("http://" + HOST + ":" + port() + "/any/page?a"));
        assertVerified(browser.open("http://127.0.0.1:" + port() + "/any/page?a"));
        assertVerified(browser.open("http://[2001:db8::7]:" + port() + "/any/page?a"));
    }

    /** In {@code /moved} the setting {@code publicBaseUrl} tells of it, in {@code /shop} nothing does. */
    @ParameterizedTest
    @CsvSource({
        "/store/any/page?q=%7e&a, preVerifyJSAPI:ok",
        "/elsewhere/any/page,     preVerifyJSAPI:fail_invalid signature",
        "/store/any/%7Euser,      preVerifyJSAPI:fail_invalid signature"
    })
    void knowsAnotherPathAtTheProxyByTheBaseUrlAlone(String address, String verdict) {
        nginxPort(Nginx.NAMED);
        assertThat(browser.open("https://" + HOST + address).verdict(wechat)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: proto=https;host=evil.example",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 8443"
            })
    void believesNothingFromAnUntrustedAddress(String header) throws Exception {
        String page = RawRequest.to(port(), HOST).with(header).get("/stranger/any/page?a");
        assertVerified(page, "http://www.example.com/stranger/any/page?a");
        String counterpart = RawRequest.to(port(), HOST).with(header).get("/any/page?a");
        assertThat(new ReceivedPage(counterpart).verdict(wechat, "http://www.example.com/any/page?a"))
                .as("the same header from a trusted address")
                .isEqualTo(Visit.REFUSED);
    }

    /** The visitor is 127.0.0.2, which the application does not trust, and nginx is 127.0.0.1, which it does. */
    @ParameterizedTest
    @ValueSource(strings = {Nginx.NAMED_PLAIN, Nginx.STANDARD_PLAIN, Nginx.APPENDING_PLAIN})
    void believesNothingThatAVisitorSendsThroughNginx(String server) throws Exception {
        String page = RawRequest.to(nginxPort(server), HOST)
                .from(2)
                .with("Forwarded: for=127.0.0.1;proto=https;host=evil.example")
                .with("X-Forwarded-Host: evil.example")
                .with("X-Forwarded-Proto: https")
                .with("X-Forwarded-Port: 8443")
                .get("/one/two/any/page?a");
        assertVerified(page, "http://www.example.com/one/two/any/page?a");
    }

    private void assertVerified(Visit visit) {
        assertThat(visit.verdict(wechat)).as("%s", visit).isEqualTo(Visit.VERIFIED);
    }

    private void assertVerified(String page, String href) {
        assertThat(new ReceivedPage(page).verdict(wechat, href)).isEqualTo(Visit.VERIFIED);
    }

    private int port() {
        return container.uri("/").getPort();
    }

    private int nginxPort(String server) {
        if (nginx == null) {
            throw new TestAbortedException("There is no nginx here");
        }
        return nginx.port(server);
    }
}
