package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.SignedPage;
import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.signature.WxConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTagTest {
    private static final String URL = "https://www.example.com/tea?b=c";
    private static final WxConfig CONFIG = new WxConfig(
            "wx0123456789abcdef",
            1414587457,
            "Wm3WZYTPz0wzccnW",
            "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
            new PageUrl(URL));

    private final AccountScript account = account("/jweixin-1.6.0.js");
    private final PageScript page = page(account, Markup.HTML);
    private final LogLimit limit = new LogLimit();
    private final LogCapture log = new LogCapture();

    @AfterEach
    void stopCapture() {
        log.close();
    }

    @Test
    void addsNamesToThisPageAlone() {
        assertThat(tag("<wx:apis>")
                        .ask(Wish.NOTHING.andApis("scanQRCode, chooseImage").andOpenTags("wx-open-audio")))
                .isEmpty();
        assertThat(page.getJsApiList()).containsExactly("chooseImage", "scanQRCode");
        assertThat(page.getOpenTagList()).containsExactly("wx-open-audio");
        assertThat(page(account, Markup.HTML).getJsApiList()).containsExactly("chooseImage");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void placesTheScriptWithWhatItAsksFor() {
        String markup = tag("<wx:config>").config(Wish.NOTHING.andApis("scanQRCode"));
        assertThat(new SignedPage(markup).config().getAsJsonArray("jsApiList").toString())
                .isEqualTo("[\"chooseImage\",\"scanQRCode\"]");
        assertThat(page.isPlaced()).isTrue();
        assertThat(log.lines()).isEmpty();
    }

    /** What is rendered for one page is kept for the next, up to a number. */
    @Test
    void givesEachPageWhatItAsksFor() {
        for (int i = 0; i < 200; i++) {
            String name = "api" + i % 100;
            PageScript other = page(account, i % 3 == 0 ? Markup.XHTML : Markup.HTML);
            other.ask(Wish.NOTHING.andApis(name));
            assertThat(other.place())
                    .contains("[\"chooseImage\",\"" + name + "\"]")
                    .contains(i % 3 == 0 ? "createElementNS" : "document.write");
        }
    }

    @Test
    void addsNothingToAPageThatHasItsScript() {
        page.place();
        assertThat(tag("<wx:config>").config(Wish.NOTHING.andApis("chooseImage")))
                .isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void saysOnceWhatComesTooLate() {
        page.place();
        for (int i = 0; i < 3; i++) {
            assertThat(tag("<wx:config>")
                            .config(Wish.NOTHING
                                    .andApis("scanQRCode chooseImage")
                                    .andDebug("true")))
                    .isEmpty();
        }
        assertThat(page.getJsApiList()).containsExactly("chooseImage");
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("/tea.jsp, <wx:config>: «scanQRCode», «debug» comes too late")
                .contains("before <head>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    chooseimage  | «chooseimage» is no name that jweixin 1.6.0 knows; it is sent as it is. Write chooseImage.
                    orderTea     | «orderTea» is no name that jweixin 1.6.0 knows; it is sent as it is. Check its spelling.
                    ' , '        | the list of APIs is empty.
                    """)
    void remarksOnNames(String names, String remark) {
        tag("<wx:apis>").ask(Wish.NOTHING.andApis(names));
        assertThat(log.lines()).singleElement().asString().contains("/tea.jsp, <wx:apis>: " + remark);
    }

    @Test
    void sendsAnUnknownNameAllTheSame() {
        tag("<wx:apis>").ask(Wish.NOTHING.andApis("</script>"));
        assertThat(page.place()).contains("[\"chooseImage\",\"\\u003c/script\\u003e\"]");
    }

    /** A template may print what a visitor sends. */
    @Test
    void keepsTheLogToOneLineForEachRemark() {
        tag("<wx:apis>").ask(Wish.NOTHING.andApis("a\u0000\u2028b\u001b[31m" + "x".repeat(5000)));
        assertThat(log.lines()).singleElement().asString().hasSizeLessThan(600).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "/jweixin-1.4.0.js,                                 true",
        "https://res.wx.qq.com/open/js/jweixin-1.2.0.js,    true",
        "https://res.wx.qq.com/open/js/jweixin-1.6.0.js,    false",
        "https://res.wx.qq.com/open/js/jweixin-2.0.0.js?v1, false",
        "/wechat.js,                                        false"
    })
    void remarksOnAScriptThatKnowsNoOpenTags(String sdkUrl, boolean tooOld) {
        PageScript other = page(account(sdkUrl), Markup.HTML);
        tag(other, "<wx:apis>").ask(Wish.NOTHING.andOpenTags("wx-open-audio"));
        assertThat(log.text().contains("open tags need jweixin 1.6.0")).isEqualTo(tooOld);
        assertThat(other.getOpenTagList()).containsExactly("wx-open-audio");
    }

    @Test
    void tellsTheConsoleOfAPageWithDebug() {
        tag("<wx:apis>").ask(Wish.NOTHING.andApis("orderTea").andDebug("true"));
        assertThat(page.place())
                .contains(
                        "console.warn(\"wxconfig: /tea.jsp, \\u003cwx:apis\\u003e: \\u00aborderTea\\u00bb is no name");
        assertThat(tag("<wx:apis>").ask(Wish.NOTHING.andApis("scanQRCode")))
                .startsWith(
                        "<script>console.warn(\"wxconfig: /tea.jsp, \\u003cwx:apis\\u003e: \\u00abscanQRCode\\u00bb")
                .endsWith("</script>");
    }

    @Test
    void saysNothingToTheConsoleOfOtherPages() {
        tag("<wx:apis>").ask(Wish.NOTHING.andApis("orderTea"));
        assertThat(page.place()).doesNotContain("console.warn");
    }

    @Test
    void asksForTheMarkupOfThePage() {
        assertThat(tag(page(account, Markup.XHTML), "<wx:config>").config(Wish.NOTHING))
                .contains("createElementNS");
        assertThat(Place.in("Application/XHTML+xml; charset=utf-8", List.of()))
                .contains(new Place(Markup.XHTML, List.of()));
        assertThat(Place.in(" text/HTML ;charset=gbk", List.of())).contains(new Place(Markup.HTML, List.of()));
        assertThat(Place.in(null, List.of())).contains(new Place(Markup.HTML, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain;charset=utf-8", "application/json", "text/html5", "text/xml", ""})
    void findsNoPlaceInWhatIsNoPage(String contentType) {
        assertThat(Place.in(contentType, List.of())).isEmpty();
    }

    @Test
    void forgetsWhatAPageAskedForWhenAnotherOneTakesItsPlace() {
        tag("<wx:config>").config(Wish.NOTHING.andApis("orderTea").andDebug("true"));
        page.startOver();
        assertThat(page.place()).contains("\"debug\":false").doesNotContain("orderTea");
    }

    @Test
    void servesTemplatesWithoutTags() {
        assertThat(page.apis("scanQRCode")).isEmpty();
        assertThat(page.openTags("wx-open-audio")).isEmpty();
        assertThat(page.place()).contains("scanQRCode", "wx-open-audio");
        assertThat(page.place()).isEmpty();
        page.apis("openLocation");
        assertThat(log.text()).contains("/tea, wxConfig.apis: «openLocation» comes too late");
    }

    @Test
    void saysOnceThatTheFilterHasNotSeenThePage() {
        for (int i = 0; i < 3; i++) {
            PageTag unseen = of(Map.of(), "/unseen.jsp", "<wx:config>");
            assertThat(unseen.config(Wish.NOTHING)).isEmpty();
            assertThat(unseen.ask(Wish.NOTHING.andApis("orderTea"))).isEmpty();
        }
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("/unseen.jsp, <wx:config>: the filter wxconfig has not seen this request")
                .contains("mapped to /*");
    }

    @Test
    void isSilentOnAPageThatIsNotToBeSigned() {
        PageTag tag = of(Map.of("wxconfig.unsigned", true), "/quiet.jsp", "<wx:config>");
        assertThat(tag.config(Wish.NOTHING.andApis("orderTea"))).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    private PageTag tag(String name) {
        return tag(page, name);
    }

    private PageTag tag(PageScript script, String name) {
        return of(Map.of("wxConfig", script), "/tea.jsp", name);
    }

    private PageTag of(Map<String, Object> attributes, String template, String name) {
        return PageTag.of(attributes::get, () -> limit, template, name);
    }

    private static AccountScript account(String sdkUrl) {
        return new AccountScript(
                "wx0123456789abcdef",
                new ScriptOptions(sdkUrl, "/fallback.js", List.of("chooseImage"), List.of(), false));
    }

    private static PageScript page(AccountScript account, Markup markup) {
        return new PageScript(account, new KnownPage(URL, Optional.of(CONFIG), new Place(markup, List.of())));
    }
}
