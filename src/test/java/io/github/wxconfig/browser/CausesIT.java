package io.github.wxconfig.browser;

import static io.github.wxconfig.demo.WechatSimulator.DEMO_APP_ID;
import static io.github.wxconfig.demo.WechatSimulator.DEMO_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.wxconfig.HeapStore;
import io.github.wxconfig.LogCapture;
import io.github.wxconfig.Settings;
import io.github.wxconfig.demo.AccountKind;
import io.github.wxconfig.demo.Call;
import io.github.wxconfig.demo.RealAuthUrl;
import io.github.wxconfig.demo.Rules;
import io.github.wxconfig.script.Cause;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.CredentialIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cause of the table, provoked in a browser with the official script, and named by console and log. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CausesIT {
    private static final Pattern TOLD = Pattern.compile("cause: {4}([\\w-]+):");
    private static final Pattern LOGGED = Pattern.compile("Cause: ([\\w-]+):");
    private static final String OWN_CALL =
            "<script>wx.config({ appId: '%s', jsApiList: ['scanQRCode'], signature: '%s', %s })</script>";

    @AutoClose
    private final ScriptHost scripts = ScriptHost.start(Machine.withBrowser());

    @AutoClose
    private final RefusedSite site = new RefusedSite();

    @AutoClose
    private final Browser browser = Browser.inWechat(Machine.withBrowser(), scripts, site.resolverRules());

    /** Each row has a host of its own: a visit reports a cause once. */
    private int row;

    CausesIT() throws Exception {}

    private String origin() {
        return "http://row" + row + ".tea.example";
    }

    /** What is wrong, and which page shows it. */
    private interface Mistake {
        String make(CausesIT test) throws Exception;
    }

    /**
     * A row of the table.
     *
     * @param told by the console
     * @param logged by the log, where that knows more
     */
    private record Provoked(String told, String logged, Mistake mistake) {
        static Provoked of(String cause, Mistake mistake) {
            return new Provoked(cause, cause, mistake);
        }

        @Override
        public String toString() {
            return told + (logged.equals(told) ? "" : ", " + logged);
        }
    }

    static Stream<Provoked> causes() {
        return Stream.of(
                Provoked.of(
                        "scheme",
                        test -> test.open(
                                settings -> settings.publicBaseUrl(test.origin().replace("http", "https")))),
                Provoked.of("host", test -> test.open(settings -> settings.publicBaseUrl("http://inner.example"))),
                Provoked.of("port", test -> test.open(settings -> settings.publicBaseUrl(test.origin() + ":81"))),
                Provoked.of("path", test -> test.rewritten("/shop/tea", "/shop/", "/")),
                Provoked.of("query", test -> test.rewritten("/tea?a=b", "a=b", "b=a")),
                Provoked.of("encoding", test -> test.rewritten("/%7Etea", "%7E", "~")),
                Provoked.of("entity", test -> test.rewritten("/tea?a=b&amp;c=d", "&amp;", "&")),
                Provoked.of("query-slash", test -> test.rewritten("/tea/?a=b", "/?", "?")),
                Provoked.of("trailing-slash", test -> test.rewritten("/tea/", "/tea/", "/tea")),
                Provoked.of("session", test -> test.rewritten("/tea;jsessionid=1a", ";jsessionid=1a", "")),
                Provoked.of("oauth", test -> test.rewritten("/tea?code=071&state=s&a=b", "code=071&state=s&", "")),
                Provoked.of(
                        "replaced", test -> test.open("<script>history.replaceState(null, '', '?page=2')</script>")),
                Provoked.of("landing", CausesIT::landing),
                Provoked.of("frame", CausesIT::frame),
                Provoked.of("cached", CausesIT::cached),
                new Provoked("ticket", "ticket replaced-ticket", CausesIT::replacedTicket),
                new Provoked("ticket", "ticket two-systems", CausesIT::twoSystems),
                new Provoked("ticket", "ticket other-token", CausesIT::otherToken),
                new Provoked("ticket", "ticket other-account", test -> test.ofOtherAccount(DEMO_APP_ID)),
                Provoked.of("app-id", test -> test.ofOtherAccount("wxa0000000000000009")),
                Provoked.of("domain", test -> test.bound("http://shop.tea.example/")),
                Provoked.of("domain", CausesIT::miniProgram),
                Provoked.of("www", test -> test.bound("http://tea.example/")),
                Provoked.of("ip", test -> test.bound("http://192.0.2.1/")),
                Provoked.of("usual-port", test -> test.bound("http://www.bound.example:8080/")),
                Provoked.of("localhost", test -> test.bound("http://intranet/")),
                Provoked.of("not-listed", test -> test.open("<script>wx.ready(() => wx.scanQRCode({}))</script>")),
                Provoked.of(
                        "early",
                        test -> test.open(
                                settings -> settings.jsApiList("scanQRCode"), "<script>wx.scanQRCode({})</script>")),
                Provoked.of("permission", test -> test.scanning(List.of(), List.of("scanQRCode"), "8.0.50")),
                Provoked.of("old-client", test -> test.scanning(List.of("scanQRCode"), List.of(), "6.0.50")),
                Provoked.of(
                        "devtools",
                        test -> test.scanning(List.of("scanQRCode"), List.of(), "8.0.5 wechatdevtools/1.06.2307260")),
                Provoked.of("follower", CausesIT::testAccount),
                Provoked.of("policy", CausesIT::policy),
                Provoked.of("script", CausesIT::noScript),
                Provoked.of("changed", CausesIT::changed),
                Provoked.of(
                        "noncestr",
                        test -> test.open(OWN_CALL.formatted(
                                DEMO_APP_ID, "0".repeat(40), "timestamp: 1414587457, noncestr: 'n'"))),
                Provoked.of(
                        "milliseconds",
                        test -> test.open(OWN_CALL.formatted(
                                DEMO_APP_ID, "0".repeat(40), "timestamp: 1414587457000, nonceStr: 'n'"))),
                Provoked.of(
                        "own-call",
                        test -> test.open(OWN_CALL.formatted(
                                DEMO_APP_ID, "0".repeat(40), "timestamp: 1414587457, nonceStr: 'n'"))),
                new Provoked("", "address", CausesIT::withoutDebug));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("causes")
    void isNamedByConsoleAndLog(Provoked provoked) throws Exception {
        row++;
        browser.open("about:blank");
        scripts.switchOn();
        site.wechat().reset();
        site.wechat().nameAddress(RealAuthUrl.JSON_IN_A_TEXT);
        browser.becomeWechat("8.0.50");
        browser.giveBridge(site.bridge());
        try (LogCapture log = new LogCapture()) {
            String page = provoked.mistake().make(this);
            browser.open(page);
            List<String> expected = List.of(provoked.logged().split(" "));
            List<String> remarks = new ArrayList<>();
            browser.await("the log lacks " + expected, () -> {
                remarks.addAll(browser.remarks());
                return logged(log).size() >= expected.size()
                        && told(remarks).size() >= (provoked.told().isEmpty() ? 0 : 1);
            });
            if (Boolean.getBoolean("causes.shown")) {
                System.out.println("CAUSE " + provoked + "\n"
                        + String.join("\n", remarks).replace("\\n", "\n") + "\n" + log.text());
            }
            assertThat(told(remarks)).isEqualTo(provoked.told().isEmpty() ? Set.of() : Set.of(provoked.told()));
            assertThat(logged(log)).isEqualTo(expected);
        }
    }

    @Test
    void everyCauseOfTheTableIsProvoked() {
        Set<String> provoked = causes().flatMap(row -> Stream.concat(
                        Stream.of(row.told()), Stream.of(row.logged().split(" "))))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        // WeChat says what it is, or nothing: there is no way to provoke what is not known.
        provoked.add("unknown");
        assertThat(provoked)
                .isEqualTo(Cause.all().stream().map(Cause::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> told(List<String> remarks) {
        return TOLD.matcher(String.join("\n", remarks))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> logged(LogCapture log) {
        return LOGGED.matcher(log.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private String open(UnaryOperator<Settings.Builder> settings, String head) throws Exception {
        serve(settings.apply(site.account(DEMO_APP_ID).debug(true)));
        site.page("/tea", head);
        return origin() + "/tea";
    }

    private String open(UnaryOperator<Settings.Builder> settings) throws Exception {
        return open(settings, "");
    }

    private String open(String head) throws Exception {
        return open(settings -> settings, head);
    }

    /** The first page of an application waits for its first ticket; this one has it. */
    private void serve(Settings.Builder settings) throws Exception {
        site.serve(settings);
        Instant end = Instant.now().plusSeconds(20);
        while (!html("/tea").contains("nonceStr")) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private String html(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path))
                                .header("X-Forwarded-Host", origin().substring("http://".length()))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private String rewritten(String path, String from, String to) throws Exception {
        serve(site.account(DEMO_APP_ID).debug(true));
        site.rewrite(target -> target.replace(from, to));
        return origin() + path;
    }

    /** An account whose domain is another. */
    private String bound(String page) throws Exception {
        serve(site.account(RefusedSite.BOUND).debug(true));
        return page;
    }

    private String miniProgram() throws Exception {
        site.wechat().register("wxc0000000000000001", DEMO_SECRET, AccountKind.MINI_PROGRAM, "tea.example");
        serve(site.account("wxc0000000000000001").debug(true));
        return origin() + "/tea";
    }

    private String testAccount() throws Exception {
        site.wechat().register("wxd0000000000000001", DEMO_SECRET, AccountKind.TEST);
        serve(site.account("wxd0000000000000001").debug(true));
        return origin() + "/tea";
    }

    private String scanning(List<String> lacking, List<String> denied, String version) throws Exception {
        browser.becomeWechat(version);
        browser.giveBridge(site.bridge(), lacking, denied);
        return open(settings -> settings.jsApiList("scanQRCode"), "<script>wx.ready(() => wx.scanQRCode({}))</script>");
    }

    private String noScript() throws Exception {
        scripts.switchOff(ScriptHost.FIRST, ScriptHost.SECOND);
        return open("");
    }

    /** A proxy adds a policy of its own. */
    private String policy() throws Exception {
        serve(site.account(DEMO_APP_ID).debug(true));
        site.cache("/tea", html("/tea"), "script-src 'unsafe-inline' 'self'");
        return origin() + "/tea";
    }

    /** An iPhone, at an application that writes its second page into the document of the first one. */
    private String landing() throws Exception {
        browser.giveBridge(site.bridge(), Browser.Bridge.LANDING);
        serve(site.account(DEMO_APP_ID).debug(true).paths("/tea"));
        site.page(
                "/start",
                "<script>fetch('/tea').then(answer => answer.text()).then(html => { history.pushState(null, '', '/tea');"
                        + " document.open(); document.write(html); document.close(); })</script>");
        return origin() + "/start";
    }

    private String frame() throws Exception {
        serve(site.account(DEMO_APP_ID).debug(true).paths("/tea"));
        site.page("/outer", "</head><iframe src=\"/tea\"></iframe>");
        return origin() + "/outer";
    }

    /** A copy of an hour ago, whose ticket has been replaced since. */
    private String cached() throws Exception {
        serve(site.account(DEMO_APP_ID).debug(true));
        String html = html("/tea");
        site.wechat().revokeTicket(DEMO_APP_ID);
        serve(site.account(DEMO_APP_ID).debug(true));
        long anHourAgo = Instant.now().minus(Duration.ofHours(1)).getEpochSecond();
        site.cache("/tea", html.replaceFirst("timestamp:\\d+", "timestamp:" + anHourAgo), "");
        return origin() + "/tea";
    }

    /** A minifier of somebody's has lost a value. */
    private String changed() throws Exception {
        serve(site.account(DEMO_APP_ID).debug(true));
        site.cache("/tea", html("/tea").replaceFirst(",nonceStr:\"[^\"]*\"", ""), "");
        return origin() + "/tea";
    }

    private String replacedTicket() throws Exception {
        serve(site.account(DEMO_APP_ID).debug(true));
        site.wechat().revokeTicket(DEMO_APP_ID);
        return origin() + "/tea";
    }

    private String twoSystems() throws Exception {
        site.wechat().rules(Rules.WECHAT.withTokenOverlap(Duration.ZERO));
        serve(site.account(DEMO_APP_ID).debug(true).tokenEndpoint("classic"));
        site.wechat()
                .answer(Call.get(
                        "/cgi-bin/token?grant_type=client_credential&appid=" + DEMO_APP_ID + "&secret=" + DEMO_SECRET));
        site.wechat().revokeTicket(DEMO_APP_ID);
        site.wechat().rules(Rules.WECHAT);
        return origin() + "/tea";
    }

    /** Somebody has written another account's credentials into the store. */
    private String otherToken() throws Exception {
        HeapStore store = new HeapStore();
        String token = issued(
                "/cgi-bin/token?grant_type=client_credential&appid=" + RefusedSite.BOUND + "&secret=" + DEMO_SECRET,
                "access_token");
        store.write(credential(Credential.Kind.ACCESS_TOKEN, DEMO_APP_ID, token));
        store.write(credential(Credential.Kind.JSAPI_TICKET, DEMO_APP_ID, ticketOf(token)));
        serve(site.account(DEMO_APP_ID).debug(true).store(store));
        return origin() + "/tea";
    }

    private String ticketOf(String token) {
        return issued("/cgi-bin/ticket/getticket?type=jsapi&access_token=" + token, "ticket");
    }

    private String issued(String call, String value) {
        return JsonParser.parseString(site.wechat().answer(Call.get(call)).body())
                .getAsJsonObject()
                .get(value)
                .getAsString();
    }

    private static Credential credential(Credential.Kind kind, String appId, String value) {
        Instant now = Instant.now();
        return new Credential(kind, appId, value, now, now.plus(Duration.ofHours(2)));
    }

    /** A central server that hands out the ticket of another account. */
    private String ofOtherAccount(String appId) throws Exception {
        String token = issued(
                "/cgi-bin/token?grant_type=client_credential&appid=" + RefusedSite.BOUND + "&secret=" + DEMO_SECRET,
                "access_token");
        Credential ticket = credential(Credential.Kind.JSAPI_TICKET, appId, ticketOf(token));
        serve(site.account(appId).debug(true).credentialIssuer(new CredentialIssuer() {
            @Override
            public Optional<Credential> ticketWithoutToken() {
                return Optional.of(ticket);
            }

            @Override
            public Credential accessToken(boolean replaced) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Credential ticket(Credential accessToken) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        }));
        return origin() + "/tea";
    }

    private String withoutDebug() throws Exception {
        serve(site.account(DEMO_APP_ID));
        site.rewrite(target -> target.replace("/shop/", "/"));
        return origin() + "/shop/tea";
    }

    /** A hundred and more are seen in less time by node. */
    @Test
    void nothingIsNamedOnAHealthyPage() throws Exception {
        row = 100;
        browser.open("about:blank");
        scripts.switchOn();
        site.wechat().reset();
        browser.becomeWechat("8.0.50");
        browser.giveBridge(site.bridge());
        List<String> remarks = new ArrayList<>();
        try (LogCapture log = new LogCapture()) {
            serve(site.account(DEMO_APP_ID).jsApiList("scanQRCode"));
            site.page("/tea", "<script>wx.ready(() => wx.scanQRCode({}))</script>");
            for (int page = 0; page < 10; page++) {
                browser.open(origin() + "/tea?page=" + page + "&from=timeline#part");
                browser.await("not verified", () -> browser.verdicts().contains("preVerifyJSAPI:ok"));
                remarks.addAll(browser.remarks());
            }
            assertThat(remarks).isEmpty();
            assertThat(logged(log)).isEmpty();
        }
    }
}
