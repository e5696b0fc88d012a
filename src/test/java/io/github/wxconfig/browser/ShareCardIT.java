package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.Settings;
import io.github.wxconfig.script.ShareCard;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat's client is given to share, by the official script in a real browser. */
@BrowserTest
class ShareCardIT {
    private static final String ONE_PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA" + "AABJRU5ErkJggg==";

    private static final String CHAT = "updateAppMessageShareData";
    private static final String MOMENTS = "updateTimelineShareData";

    @AutoClose
    private final ScriptHost scripts = ScriptHost.start(Machine.withBrowser());

    @AutoClose
    private final Browser browser = Browser.inWechat(Machine.withBrowser(), scripts);

    /** Where every page has a card, and the application itself has asked for no API that sharing needs. */
    @AutoClose
    private final SharingSite auto =
            new SharingSite(Settings.builder().share("auto").jsApiList("chooseImage"));

    @AutoClose
    private final SharingSite none = new SharingSite(Settings.builder());

    @AutoClose
    private final DemoServer demo =
            new DemoServer("/", Map.of("wxconfig.sdkUrl", "https://" + ScriptHost.FIRST + OfficialScript.PATH));

    private int pages;

    ShareCardIT() throws Exception {
        visit(auto);
    }

    @AfterEach
    void everythingIsAsItWas() {
        scripts.switchOn();
        browser.becomeWechat("8.0.50");
        visit(auto);
    }

    private void visit(SharingSite site) {
        browser.giveBridge(site.simulator());
    }

    private record Card(String title, String desc, String link, String imgUrl) {}

    @Test
    void takesTheOpenGraphTagsFirst() {
        open(
                auto,
                """
                <title>Not this</title>
                <meta name="description" content="nor this">
                <link rel="canonical" href="/nor/this">
                <meta property="og:title" content="  绿茶  ">
                <meta property="og:description" content="两片叶子，一个芽">
                <meta property="og:url" content="/tea?id=1">
                <meta property="og:image" content="img/tea.png">
                """);
        assertThatShared(new Card("绿茶", "两片叶子，一个芽", auto.url("tea?id=1"), auto.url("img/tea.png")));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void takesWhatEveryPageHasNext() {
        open(
                auto,
                """
                <title>
                  绿茶
                </title>
                <META NAME=Description CONTENT="两片叶子">
                <link href="tea" rel="nofollow Canonical">
                """);
        assertThatShared(new Card("绿茶", "两片叶子", auto.url("tea"), ""));
    }

    @Test
    void sharesAPageThatSaysNothingAboutItself() {
        String url = open(auto, "");
        assertThatShared(new Card(url, "", url, ""));
    }

    /** Half of the web writes name for property, some give both to one element, and empty ones are common. */
    @Test
    void readsTagsAsTheyAreWrittenOnTheWeb() {
        open(
                auto,
                """
                <meta property="og:title" content=" ">
                <meta name="og:title" content="绿茶">
                <meta property="og:title" content="第二">
                <meta name="description" property="twitter:description og:description" content="一举两得">
                <meta property="og:image" content="">
                <meta property="og:image:secure_url" content="https://img.example.com/tea.png">
                """);
        assertThatShared(new Card("绿茶", "一举两得", address(), "https://img.example.com/tea.png"));
    }

    @Test
    void resolvesAgainstTheBaseOfThePage() {
        open(
                auto,
                """
                <base href="/shop/green/">
                <title>绿茶</title>
                <link rel="canonical" href="?id=1">
                <meta property="og:image" content="../tea.png">
                """);
        assertThatShared(new Card("绿茶", "", auto.url("shop/green/?id=1"), auto.url("shop/tea.png")));
    }

    @ParameterizedTest
    @CsvSource({
        "?from=singlemessage&isappinstalled=0, ''",
        "?id=1&from=timeline&isappinstalled=1, ?id=1",
        "?from=groupmessage#part, ''",
        "?from=2026-01-01&x=a?b#part, ?from=2026-01-01&x=a?b",
        "?q=%E8%8C%B6+%2B&&=, ?q=%E8%8C%B6+%2B&&="
    })
    void sharesThePagesOwnAddressWithoutHowTheVisitorCame(String sent, String shared) {
        String url = add(auto, "<title>绿茶</title>");
        browser.open(url + sent);
        assertThatShared(new Card("绿茶", "", url + shared, ""));
    }

    /** WeChat would refuse the whole card. */
    @ParameterizedTest
    @ValueSource(strings = {"https://www.example.com/tea", "javascript:alert(1)", "//evil.example/", "http://"})
    void sharesThePagesOwnAddressWhereItsTagLeadsElsewhere(String tag) {
        String url = open(auto, "<title>绿茶</title><meta property='og:url' content='" + tag + "'>");
        assertThatShared(new Card("绿茶", "", url, ""));
    }

    @Test
    void sharesATagOfAnotherDomainOfTheAccount() throws Exception {
        try (SharingSite site =
                new SharingSite(Settings.builder().share("auto").allowedHosts("localhost", "tea.example.com"))) {
            visit(site);
            open(site, "<title>绿茶</title><link rel='canonical' href='https://www.tea.example.com/'>");
            assertThatShared(new Card("绿茶", "", "https://www.tea.example.com/", ""));
            String url = open(site, "<title>绿茶</title><link rel='canonical' href='https://greentea.example.com/'>");
            assertThatShared(new Card("绿茶", "", url, ""));
        }
    }

    static Stream<String> awkwardTexts() {
        return Stream.of(
                "it's \"quoted\" „so“",
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "--> <!-- --!>",
                "]]>",
                "<![CDATA[ x",
                "&amp;&lt;&#39;&quot; & &copy",
                "\\ \\\\ \\u003c \\\" \\n",
                "${x} #{x} {{x}} <%= x %> `x`",
                "微信 é ñ ﬁ",
                "😀 👨‍👩‍👧‍👦 🏳️‍🌈 🇨🇳 👍🏽",
                "مرحبا بالعالم",
                "\u202Eabc\u202C \u2066x\u2069 \u200F",
                "a\u2028b\u2029c",
                "a\tb\nc",
                "a\u00A0b\u3000c\u200Bd",
                "\uFFFE\uFFFF\uFFFD",
                "\u0001\u001F\u007F\u0085",
                "𠀀𝒳 \uD83D\uDE00",
                "e\u0301 Z\u0351\u0327\u0300 한",
                "javascript:alert(1)",
                "true",
                "0",
                "null",
                "长".repeat(5000),
                "'+alert(1)+'",
                "\u0004\u0003\u0002");
    }

    /** The title by the page's tag, the description in code. */
    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void keepsAnyText(String text) {
        String tag = "<meta property=\"og:title\" content=\""
                + text.replace("&", "&amp;").replace("\"", "&quot;") + "\">";
        browser.open(auto.add("awkward" + ++pages, (script, response) -> {
            script.share(ShareCard.ofPage().withDesc(text));
            write(response, "text/html;charset=utf-8", page(tag));
        }));
        assertThatShared(new Card(text, text, address(), ""));
    }

    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void keepsAnyTextOfATemplate(String text) {
        String template =
                "<!DOCTYPE html><html><head wx:share-title=\"${text}\" wx:share-desc=\"${text}\"></head></html>";
        browser.open(auto.addTemplate("template" + ++pages, template, Map.of("text", text)));
        assertThatShared(new Card(text, text, address(), ""));
    }

    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void keepsAnyTextOfAJspTag(String text) throws IOException {
        String jsp =
                """
                <%@ page contentType="text/html;charset=utf-8" %>
                <%@ taglib prefix="wx" uri="https://wxconfig.github.io/tags" %>
                <wx:share title="${text}" desc="${text}"/>
                """
                        + page("");
        browser.giveBridge(demo.simulator());
        browser.open(demo.addJsp("jsp" + ++pages, jsp, Map.of("text", text)));
        assertThatShared(new Card(text, text, address(), ""));
    }

    /** What a parser of HTML would not let through. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\r\nb\rc", "a\uD83Db", "\uDE00a"})
    void keepsAnyTextThatIsSetInCode(String text) {
        browser.open(auto.add("awkward" + ++pages, (script, response) -> {
            script.share(new ShareCard(text, text, null, null));
            write(response, "text/html;charset=utf-8", page(""));
        }));
        assertThatShared(new Card(text, text, address(), ""));
    }

    @Test
    void takesACardOfOnlySpacesForNone() {
        browser.open(auto.add("spaces", (script, response) -> {
            script.share(new ShareCard(" \n\u3000", "", "\t", " "));
            write(response, "text/html;charset=utf-8", page("<title>绿茶</title>"));
        }));
        assertThatShared(new Card("绿茶", "", address(), ""));
    }

    @Test
    void prefersTheCardOfTheApplication() {
        visit(none);
        browser.open(none.add("explicit", (script, response) -> {
            script.share(new ShareCard("红茶", "浓", "tea?id=2#part", "/img/红.png"));
            write(
                    response,
                    "text/html;charset=utf-8",
                    page(
                            """
                            <title>绿茶</title>
                            <meta property="og:description" content="淡">
                            <meta property="og:image" content="/img/green.png">
                            <link rel="canonical" href="/tea?id=1">
                            """));
        }));
        assertThatShared(new Card("红茶", "浓", none.url("tea?id=2#part"), none.url("img/%E7%BA%A2.png")));
    }

    @Test
    void leavesAloneWhatAScriptOfThePageSets() {
        open(
                auto,
                """
                <title>绿茶</title>
                <script>
                  wx.ready(function () {
                    wx.updateAppMessageShareData({ title: '红茶', desc: '浓', link: 'https://a.example/', imgUrl: 'b' });
                  });
                </script>
                """);
        awaitCard();
        assertThat(card(only(CHAT))).isEqualTo(new Card("红茶", "浓", "https://a.example/", "b"));
        assertThat(card(only(MOMENTS))).isEqualTo(new Card("绿茶", "", address(), ""));
    }

    @Test
    void sharesNothingUnlessAsked() {
        visit(none);
        open(none, "<title>绿茶</title>");
        assertThatNothingIsShared();
    }

    @Test
    void sharesNothingOfAPageThatDoesNotWantIt() {
        browser.open(auto.add("private", (script, response) -> {
            script.shareNothing();
            write(response, "text/html;charset=utf-8", page("<title>秘密</title>"));
        }));
        assertThatNothingIsShared();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html;charset=utf-8", "application/xhtml+xml;charset=utf-8"})
    void sharesWhatIsSetBehindTheHead(String type) {
        for (SharingSite site : List.of(auto, none)) {
            visit(site);
            browser.open(site.add("late", (script, response) -> {
                response.setHeader("Content-Security-Policy", "script-src 'nonce-abc'");
                String[] halves = xhtml("<title>绿茶</title>").split("<body>", -1);
                write(response, type, halves[0]);
                write(
                        response,
                        type,
                        "<body>"
                                + script.share(ShareCard.ofPage().withTitle("]]>红茶</script>"))
                                        .orElse(""));
                write(response, type, halves[1]);
            }));
            assertThatShared(new Card("]]>红茶</script>", "", address(), ""));
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void takesACardBackBehindTheHead() {
        browser.open(auto.add("late", (script, response) -> {
            write(response, "text/html;charset=utf-8", "<!DOCTYPE html><html><head><title>秘密</title></head><body>");
            write(response, "text/html;charset=utf-8", script.shareNothing().orElse("") + "</body></html>");
        }));
        assertThatNothingIsShared();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sharesAPageThatIsXml(boolean secondHost) {
        if (secondHost) {
            scripts.switchOff(ScriptHost.FIRST);
        }
        String page = xhtml(
                """
                <title>绿茶 &amp; 红茶</title><meta property="og:image" content="tea.png"/><link rel="canonical" href="tea"/>
                """);
        browser.open(auto.add(
                "tea.xhtml", (script, response) -> write(response, "application/xhtml+xml;charset=utf-8", page)));
        assertThatShared(new Card("绿茶 & 红茶", "", auto.url("tea"), auto.url("tea.png")));
    }

    @Test
    void sharesAPageInGbk() {
        String page = page("<meta name='description' content='镕喆囧々'><title>绿茶</title>");
        browser.open(auto.add("gbk", (script, response) -> {
            response.setContentType("text/html;charset=GBK");
            response.getOutputStream().write(page.getBytes(Charset.forName("GBK")));
        }));
        assertThatShared(new Card("绿茶", "镕喆囧々", address(), ""));
    }

    @Test
    void tellsOldClientsWhenTheVisitorPicksTheMenuEntry() {
        browser.becomeWechat("6.7.1");
        open(auto, "<title>绿茶</title><meta name='description' content='淡'><meta property='og:image' content='/a.png'>");
        assertThatSharedByMenu(new Card("绿茶", "淡", address(), auto.url("a.png")));
        assertThat(calls(CHAT)).isEmpty();
    }

    @Test
    void tellsClientsWithoutTheNewerApisByTheOlderOnes() {
        browser.giveBridge(auto.simulator(), List.of(CHAT, MOMENTS));
        open(auto, "<title>绿茶</title><meta name='description' content='淡'><meta property='og:image' content='/a.png'>");
        browser.await("it was not tried", () -> !calls(MOMENTS).isEmpty());
        assertThatSharedByMenu(new Card("绿茶", "淡", address(), auto.url("a.png")));
    }

    /** As a single-page application does; the tags are still those of the first page. */
    @Test
    void sharesEachAddressThatIsSignedAnew() throws Exception {
        open(auto, "<title>绿茶</title><link rel='canonical' href='/green'><meta property='og:image' content='/a.png'>");
        assertThatShared(new Card("绿茶", "", auto.url("green"), auto.url("a.png")));
        String red = add(auto, "<title>红茶</title>");
        browser.evaluate(
                "((page, config) => {"
                        + " history.pushState(null, '', page);"
                        + " document.title = '红茶';"
                        + " wx.config(JSON.parse(config)); })(...arguments)",
                red,
                config(red));
        JsonObject last = browser.awaitValue("the new address is not shared", () -> calls(CHAT).stream()
                .skip(1)
                .filter(ShareCardIT::succeeded)
                .findFirst());
        assertThat(card(last)).isEqualTo(new Card("红茶", "", red, auto.url("a.png")));
    }

    private static String config(String page) throws IOException, InterruptedException {
        String html = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return new ReceivedPage(html).config().toString();
    }

    @Test
    void tellsOnTheConsoleWhatWechatWillNotShow() throws Exception {
        try (SharingSite site = new SharingSite(Settings.builder().share("auto").debug(true))) {
            visit(site);
            String silent = "<script>window.alert = function () {};</script>";
            open(site, silent + "<link rel='canonical' href='https://www.example.com/'>");
            awaitCard();
            assertThat(browser.warnings())
                    .satisfiesOnlyOnce(line -> assertThat(line).contains("www.example.com", "allowedHosts"))
                    .satisfiesOnlyOnce(line -> assertThat(line).contains("no title"))
                    .satisfiesOnlyOnce(line -> assertThat(line).contains("no image"))
                    .hasSize(3);
            open(site, silent + "<title>绿茶</title><meta property='og:image' content='missing'>");
            assertThat(warnings(2))
                    .satisfiesOnlyOnce(line -> assertThat(line).contains("at localhost, which WeChat cannot reach"))
                    .satisfiesOnlyOnce(line -> assertThat(line).contains("cannot be loaded here", site.url("missing")));
            site.add("small", (script, response) -> {
                response.setContentType("image/png");
                response.getOutputStream().write(Base64.getDecoder().decode(ONE_PIXEL));
            });
            open(site, silent + "<title>绿茶</title><meta property='og:image' content='small'>");
            assertThat(warnings(2)).satisfiesOnlyOnce(line -> assertThat(line).contains("has 1 x 1 pixels"));
        }
    }

    /** Pictures take a moment. */
    private List<String> warnings(int count) {
        List<String> heard = new ArrayList<>();
        browser.await("the console warns less than " + count, () -> {
            heard.addAll(browser.warnings());
            return heard.size() >= count;
        });
        return heard;
    }

    private static boolean succeeded(JsonObject call) {
        return call.get("answer").getAsString().endsWith(":ok");
    }

    private String open(SharingSite site, String head) {
        String url = add(site, head);
        browser.open(url);
        return url;
    }

    private String add(SharingSite site, String head) {
        return site.add("page" + ++pages, (script, response) -> write(response, "text/html;charset=utf-8", page(head)));
    }

    private String address() {
        return browser.text("location.href");
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String page(String head) {
        return "<!DOCTYPE html><html><head>" + head + "<link rel=\"icon\" href=\"data:,\"></head><body>茶</body></html>";
    }

    private static String xhtml(String head) {
        return "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>" + head
                + "<link rel=\"icon\" href=\"data:,\"/></head><body><p>茶</p></body></html>";
    }

    private void assertThatShared(Card expected) {
        awaitCard();
        assertThat(card(only(CHAT))).isEqualTo(expected);
        assertThat(card(only(MOMENTS))).isEqualTo(new Card(expected.title(), "", expected.link(), expected.imgUrl()));
        assertThat(browser.verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok"));
    }

    private void assertThatSharedByMenu(Card expected) {
        browser.await("no verdict", () -> !browser.verdicts().isEmpty());
        browser.await("the page does not listen", () -> {
            browser.evaluate("setTimeout(() => WeixinJSBridge.pick('menu:share:appmessage'))");
            browser.evaluate("setTimeout(() => WeixinJSBridge.pick('menu:share:timeline'))");
            return !calls("shareTimeline").isEmpty();
        });
        JsonObject chat = calls("sendAppMessage").get(0);
        assertThat(new Card(text(chat, "title"), text(chat, "desc"), text(chat, "link"), text(chat, "img_url")))
                .isEqualTo(expected);
        JsonObject moments = calls("shareTimeline").get(0);
        assertThat(new Card(text(moments, "title"), "", text(moments, "link"), text(moments, "img_url")))
                .isEqualTo(new Card(expected.title(), "", expected.link(), expected.imgUrl()));
    }

    private void assertThatNothingIsShared() {
        browser.await(
                "not ready",
                () -> Boolean.TRUE.equals(
                        browser.evaluate("WeixinJSBridge.calls.some((call) => call.name === 'getNetworkType')")));
        assertThat(calls(CHAT)).isEmpty();
        assertThat(calls(MOMENTS)).isEmpty();
    }

    private void awaitCard() {
        browser.await("no card", () -> !calls(MOMENTS).isEmpty());
    }

    private JsonObject only(String api) {
        assertThat(calls(api)).singleElement().satisfies(call -> assertThat(text(call, "answer"))
                .isEqualTo(api + ":ok"));
        return calls(api).get(0);
    }

    private List<JsonObject> calls(String api) {
        JsonElement calls = JsonParser.parseString(browser.text("JSON.stringify(WeixinJSBridge.calls)"));
        return StreamSupport.stream(calls.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(call -> text(call, "name").equals(api))
                .toList();
    }

    private static Card card(JsonObject call) {
        return new Card(text(call, "title"), text(call, "desc"), text(call, "link"), text(call, "imgUrl"));
    }

    private static String text(JsonObject call, String member) {
        return Optional.ofNullable(call.get(member))
                .map(JsonElement::getAsString)
                .orElse("");
    }
}
