package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.script.RenderedPageSide.Wishes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.PageLoadStrategy;

/** The page's side in WeChat, on pages that bring the SDK in every form, while its hosts do what they like. */
@BrowserTest
class PageSideIT {
    private static final String LISTENS = "<script>wx.ready(function () { window.ready = true; });</script>";

    /** What WeChat's hosts do. */
    private enum Hosts {
        AT_ONCE,
        LATE,
        REFUSING,
        HANGING
    }

    /** How a page uses the SDK. */
    private enum Form {
        PLAIN("", LISTENS),
        OWN_COPY_BEFORE("<script src='/jweixin-1.6.0.js'></script>" + LISTENS, ""),
        OWN_COPY_AFTER("", "<script src='/jweixin-1.6.0.js'></script>" + LISTENS),
        OWN_COPY_TWICE(
                "<script src='/jweixin-1.6.0.js'></script>", "<script src='/jweixin-1.6.0.js'></script>" + LISTENS),
        OWN_COPY_OF_ANOTHER_NAME("", "<script src='/weixin.js'></script>" + LISTENS),
        REQUIRE_AFTER("", "<script src='/require.js'></script>" + required()),
        REQUIRE_BEFORE("<script src='/require.js'></script>", required()),
        SEA(
                "",
                "<script src='/sea.js'></script><script>seajs.use('/jweixin-1.6.0.js', function (found) {"
                        + " window.module = typeof found; found.ready(function () { window.ready = true; }); });</script>"),
        ALIAS("", "<script>jWeixin.ready(function () { window.ready = true; });</script>");

        private final String before;
        private final String after;

        Form(String before, String after) {
            this.before = before;
            this.after = after;
        }

        /** A copy that cannot be recognised makes one of its own where the official script has come before it. */
        int instances() {
            return this == OWN_COPY_OF_ANOTHER_NAME ? 2 : 1;
        }

        private static String required() {
            return "<script>require(['/jweixin-1.6.0.js'], function (found) { window.module = typeof found;"
                    + " found.ready(function () { window.ready = true; }); });"
                    + "require.onError = function (e) { window.failure = String(e); };</script>";
        }
    }

    @AutoClose
    private final ScriptHost scripts = ScriptHost.start(Machine.withBrowser());

    @AutoClose
    private final Browser browser = Browser.inImpatientWechat(Machine.withBrowser(), scripts, PageLoadStrategy.EAGER);

    @AutoClose
    private final PageSideSite site = new PageSideSite();

    PageSideIT() throws Exception {
        Machine machine = Machine.withBrowser();
        String official = new String(OfficialScript.read(machine), UTF_8);
        javascript("/jweixin-1.6.0.js", official);
        javascript("/weixin.js", official);
        javascript("/require.js", new NpmPackage("requirejs@2.3.8", "require.js").read(machine));
        javascript("/sea.js", new NpmPackage("seajs@3.0.3", "dist/sea.js").read(machine));
        javascript("/htmx.js", new NpmPackage("htmx.org@2.0.7", "dist/htmx.js").read(machine));
        javascript("/turbo.js", new NpmPackage("@hotwired/turbo@8.0.23", "dist/turbo.es2017-umd.js").read(machine));
        for (String version : List.of("1.4.0-test", "1.6.0", "1.6.5")) {
            javascript("/" + version, new NpmPackage("weixin-js-sdk@" + version, "index.js").read(machine));
            bundle(version, new NpmPackage("weixin-js-sdk@" + version, "index.js").read(machine));
        }
        bundle("jweixin-module", new NpmPackage("jweixin-module@1.6.0", "lib/index.js").read(machine));
        browser.giveBridge(site.url("/verdict"));
    }

    /** As bundlers do: the module's text in a function. Vite's is strict; others are so where the text is. */
    private void bundle(String name, String module) {
        String text = "(function () { %s var module = { exports: {} }; var define = function (make) {"
                + " module.exports = make(); }; define.amd = {}; (function (module, exports) {\n"
                + module.replace("%", "%%")
                + "\n}).call(this, module, module.exports);\n"
                + " var sdk = module.exports; window.module = typeof sdk; sdk.ready(function () { window.ready = true; });"
                + " window.bundled = sdk; })();";
        javascript("/loose-" + name + ".js", text.formatted(""));
        javascript("/strict-" + name + ".js", text.formatted("'use strict';"));
    }

    private void javascript(String path, String text) {
        site.add(path, "text/javascript", text);
    }

    private void play(Hosts hosts) {
        switch (hosts) {
            case AT_ONCE -> scripts.switchOn();
            case LATE -> scripts.delay(800);
            case REFUSING -> scripts.switchOff(ScriptHost.FIRST);
            case HANGING -> scripts.hang(ScriptHost.FIRST);
        }
    }

    @AfterEach
    void everythingIsAsUsual() {
        scripts.switchOn();
        site.forget();
    }

    static Stream<Arguments> forms() {
        return Stream.of(Hosts.values())
                .flatMap(hosts -> Stream.of(Form.values()).map(form -> Arguments.of(hosts, form)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isReadyHoweverThePageUsesTheSdk(Hosts hosts, Form form) throws IOException {
        play(hosts);
        open(Wishes.none(), form.before, form.after);
        awaitTrue("window.ready");
        assertThat(browser.verdicts()).hasSizeBetween(1, form.instances()).allMatch("preVerifyJSAPI:ok"::equals);
        assertThat(browser.text("window.failure")).isEqualTo("null");
        if (form.after.contains("window.module")) {
            assertThat(browser.text("window.module")).isEqualTo("object");
        }
        assertThat(pageErrors()).isEmpty();
        assertThat(site.signed()).isEmpty();
    }

    static Stream<Arguments> bundles() {
        return Stream.of(Hosts.values()).flatMap(hosts -> Stream.of("loose", "strict")
                .flatMap(mode -> Stream.of("1.4.0-test", "1.6.0", "1.6.5", "jweixin-module")
                        .map(name -> Arguments.of(hosts, mode + "-" + name))));
    }

    /** A private copy works, and is configured when the page hands it over; a newer one gives what is there if it can. */
    @ParameterizedTest
    @MethodSource("bundles")
    void leavesABundleItsCopy(Hosts hosts, String bundle) {
        play(hosts);
        for (String when : List.of("", " defer")) {
            open(Wishes.none(), "", "<script src='/%s.js'%s></script>".formatted(bundle, when));
            assertThat(browser.text("window.module")).as("module" + when).isEqualTo("object");
            browser.await("no verdict", () -> !browser.verdicts().isEmpty());
            if (!bundle.equals("loose-1.6.5")) {
                browser.driver().executeScript("wxconfig.configure(window.bundled)");
            }
            awaitTrue("window.ready");
            assertThat(pageErrors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var wx = { own: true };",
                "const wx = { own: true };",
                "let wx = { own: true };",
                "function wx() {} wx.own = true;",
                "window.wx = { own: true };"
            })
    void leavesAWxOfThePageToIt(String script) {
        String element = "<script>" + script + "</script>";
        for (Hosts hosts : List.of(Hosts.AT_ONCE, Hosts.LATE)) {
            play(hosts);
            for (boolean first : List.of(true, false)) {
                open(Wishes.none(), first ? element : "", first ? "" : element);
                browser.await("no verdict", () -> !browser.verdicts().isEmpty());
                assertThat(browser.evaluate("wx.own")).isEqualTo(true);
                assertThat(pageErrors()).isEmpty();
            }
        }
    }

    @Test
    void paintsAtOnceWhileBothHostsHang() throws IOException {
        scripts.hang(ScriptHost.FIRST);
        scripts.hang(ScriptHost.SECOND);
        open(Wishes.none(), "", LISTENS + "<script>window.result = 'went on';</script>");
        assertThat(browser.text("window.result")).isEqualTo("went on");
        browser.await(
                "not painted",
                () -> Boolean.TRUE.equals(browser.evaluate("performance.getEntriesByType('paint').length > 0")));
        browser.photograph("page-side-hanging");
        assertThat(browser.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime < 3000"))
                .isEqualTo(true);
        List<String> told = browser.awaitValue("the console tells nothing", () -> {
            List<String> remarks = browser.remarks();
            return remarks.isEmpty() ? Optional.empty() : Optional.of(remarks);
        });
        assertThat(told).singleElement().asString().contains(ScriptHost.FIRST, ScriptHost.SECOND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src 'nonce-abc'; connect-src 'self'",
                "script-src 'nonce-abc' 'strict-dynamic'; connect-src 'self'",
                "script-src 'unsafe-inline' 'self' https://res.wx.qq.com https://res2.wx.qq.com",
                "require-trusted-types-for 'script'",
                "require-trusted-types-for 'script'; trusted-types 'none'; script-src 'nonce-abc'",
                "require-trusted-types-for 'script'; trusted-types wxconfig; script-src 'nonce-abc'"
            })
    void worksUnderThePolicy(String policy) {
        Wishes wishes = policy.contains("nonce") ? Wishes.none().withNonce("abc") : Wishes.none();
        String nonce = policy.contains("nonce") ? " nonce='abc'" : "";
        String listens = LISTENS.replace("<script", "<script" + nonce);
        Map<String, String> headers = Map.of("Content-Security-Policy", policy + "; report-uri /report");
        for (Hosts hosts : List.of(Hosts.AT_ONCE, Hosts.REFUSING)) {
            if (hosts == Hosts.REFUSING && policy.contains("'none'")) {
                continue;
            }
            play(hosts);
            browser.open(site.page(wishes, headers, "", listens, ""));
            awaitTrue("window.ready");
            assertThat(pageErrors()).isEmpty();
        }
    }

    @Test
    void leavesAPageAloneWhosePolicyForbidsTheScript() {
        Map<String, String> headers = Map.of("Content-Security-Policy", "script-src 'unsafe-inline'");
        browser.open(
                site.page(Wishes.none(), headers, "", LISTENS + "<script>window.result = 'went on';</script>", ""));
        assertThat(browser.text("window.result")).isEqualTo("went on");
        assertThat(browser.verdicts()).isEmpty();
    }

    /** A document that is isolated loads from other hosts only what agrees to it; WeChat's hosts may or may not. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesAPageAloneThatIsIsolated(boolean agrees) {
        scripts.letEmbed(agrees);
        Map<String, String> headers =
                Map.of("Cross-Origin-Embedder-Policy", "require-corp", "Cross-Origin-Opener-Policy", "same-origin");
        browser.open(
                site.page(Wishes.none(), headers, "", LISTENS + "<script>window.result = 'went on';</script>", ""));
        assertThat(browser.text("window.result + crossOriginIsolated")).isEqualTo("went ontrue");
        if (agrees) {
            awaitTrue("window.ready");
        } else {
            browser.await("nothing is told", () -> !browser.remarks().isEmpty());
            assertThat(browser.verdicts()).isEmpty();
        }
    }

    /** Its origin is of its own: nothing may be stored, and nothing is asked for without leave of the other host. */
    @Test
    void leavesAFrameAloneThatIsSandboxed() {
        String framed = site.page(
                Wishes.none().withSpa(),
                Map.of(),
                "",
                LISTENS + "<script>onerror = e => parent.postMessage('' + e, '*');"
                        + " setTimeout(() => parent.postMessage('went on', '*'), 1000)</script>",
                "");
        browser.open(site.add(
                "/frames",
                "text/html",
                "<!DOCTYPE html><link rel='icon' href='data:,'><script>said = [];"
                        + " onmessage = message => said.push(message.data)</script>"
                        + "<iframe sandbox='allow-scripts' src='" + framed + "'></iframe>"));
        awaitTrue("said.length > 0");
        assertThat(browser.text("said.join()")).isEqualTo("went on");
    }

    @Test
    void worksInAPageThatIsXml() {
        for (Hosts hosts : List.of(Hosts.AT_ONCE, Hosts.REFUSING)) {
            play(hosts);
            String path = "/page.xhtml";
            browser.open(site.add(
                    path,
                    "application/xhtml+xml",
                    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><link rel=\"icon\" href=\"data:,\"/><title>Tea</title>"
                            + site.snippet(Wishes.none().withXhtml(), path) + LISTENS + "</head><body/></html>"));
            awaitTrue("window.ready");
            assertThat(pageErrors()).isEmpty();
        }
    }

    @Test
    void hasTheAddressSignedThatAProxyHasRewritten() {
        String path = "/shown";
        browser.open(site.add(
                path,
                "text/html",
                "<!DOCTYPE html><html><head><link rel=\"icon\" href=\"data:,\">"
                        + site.snippet(Wishes.none(), "/signed") + LISTENS + "</head></html>"));
        awaitTrue("window.ready");
        assertThat(browser.verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok"));
        assertThat(site.signed()).containsExactly(site.url(path));
    }

    @Test
    void asksForNewerValuesWhenTheTicketHasEnded() {
        browser.open(site.page(Wishes.none().withTicketEnd(1_600_000_000), Map.of(), "", LISTENS, ""));
        awaitTrue("window.ready");
        assertThat(site.signed()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Hosts.class)
    void setsTheCardOfThePage(Hosts hosts) {
        play(hosts);
        open(Wishes.none().withCard(), "", "<meta property='og:title' content='Green'>");
        browser.await("no card", () -> browser.text(
                        "JSON.stringify(WeixinJSBridge.calls.filter(function (call) { return call.answer.endsWith(':ok'); }))")
                .contains("\"title\":\"Green\""));
        assertThat(pageErrors()).isEmpty();
    }

    /** Turbo shows the next page in this document, and runs what is new in its head. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void configuresEachPageOfTurboOnce(boolean spa) {
        Wishes wishes = spa ? Wishes.none().withSpa() : Wishes.none();
        String turbo = "<script src='/turbo.js'></script>";
        String second = site.page(wishes, Map.of(), "", turbo, "<p>second</p>");
        String third = site.page(wishes, Map.of(), "", turbo, "<p>third</p>");
        String first = site.page(wishes, Map.of(), "", turbo, "<p>first</p>");
        browser.open(first);
        browser.await("no verdict", () -> browser.verdicts().size() == 1);
        for (String next : List.of(second, third)) {
            int verdicts = browser.verdicts().size();
            browser.evaluate("Turbo.visit(arguments[0])", next);
            browser.await("not shown", () -> browser.text("location.href").equals(next));
            browser.await("no verdict", () -> browser.verdicts().size() > verdicts);
        }
        assertThat(browser.verdicts()).hasSize(3).allMatch("preVerifyJSAPI:ok"::equals);
        assertThat(site.signed()).doesNotHaveDuplicates();
        assertThat(pageErrors()).isEmpty();
    }

    /** htmx shows the body of the next page in this document; its head, where the script is, stays outside. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void configuresEachPageOfHtmxAtMostOnce(boolean spa) {
        Wishes wishes = spa ? Wishes.none().withSpa() : Wishes.none();
        String htmx = "<script src='/htmx.js'></script>";
        String third = site.page(wishes, Map.of(), "", htmx, "<p>third</p>");
        String second = site.page(wishes, Map.of(), "", htmx, boosted(third));
        String first = site.page(wishes, Map.of(), "", htmx, boosted(second));
        browser.open(first);
        browser.await("no verdict", () -> browser.verdicts().size() == 1);
        for (String next : List.of(second, third)) {
            int verdicts = browser.verdicts().size();
            browser.evaluate("document.querySelector('a').click()");
            browser.await("not shown", () -> browser.text("location.href").equals(next));
            browser.await("no verdict", () -> !spa || browser.verdicts().size() > verdicts);
        }
        assertThat(browser.verdicts()).hasSize(spa ? 3 : 1).allMatch("preVerifyJSAPI:ok"::equals);
        assertThat(site.signed()).hasSize(spa ? 2 : 0).doesNotHaveDuplicates();
        assertThat(pageErrors()).isEmpty();
    }

    private static String boosted(String next) {
        return "<div hx-boost='true'><a href='" + next + "'>next</a></div>";
    }

    @Test
    void makesTheOtherCallsWhenOneThrows() {
        open(Wishes.none(), "", "<script>wx.checkJsApi();</script>" + LISTENS);
        awaitTrue("window.ready");
    }

    private void open(Wishes wishes, String before, String after) {
        browser.open(site.page(wishes, Map.of(), before, after, "<p>Tea</p>"));
    }

    private void awaitTrue(String expression) {
        browser.await(expression + " is not true", () -> Boolean.TRUE.equals(browser.evaluate(expression)));
    }

    /** All but what the browser says of a host that does not answer. */
    private List<String> pageErrors() {
        return browser.errors().stream()
                .filter(error -> !error.contains("Failed to load resource"))
                .toList();
    }
}
