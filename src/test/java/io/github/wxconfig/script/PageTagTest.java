package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.log.LogLimit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTagTest {
    private static final String XHTML = "application/xhtml+xml";
    private static final String URL = "https://www.example.com/tea?b=c";
    private final KnownPage account = account("/jweixin-1.6.0.js");
    private final SignedPage page = account.at(URL);
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
        assertThat(account.at(URL).getJsApiList()).containsExactly("chooseImage");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void placesTheScriptWithWhatItAsksFor() {
        String markup = tag("<wx:config>").config(Wish.NOTHING.andApis("scanQRCode"));
        assertThat(new ReceivedPage(markup).config().getAsJsonArray("jsApiList").toString())
                .isEqualTo("[\"chooseImage\",\"scanQRCode\"]");
        assertThat(page.isPlaced()).isTrue();
        assertThat(log.lines()).isEmpty();
    }

    /** What is rendered for one page is kept for the next, up to a number. */
    @Test
    void givesEachPageWhatItAsksFor() {
        for (int i = 0; i < 200; i++) {
            String name = "api" + i % 100;
            SignedPage other = account.at(URL, i % 3 == 0 ? XHTML : "text/html");
            other.ask(Wish.NOTHING.andApis(name));
            assertThat(other.place())
                    .contains("[\"chooseImage\",\"" + name + "\"]")
                    .contains(i % 3 == 0 ? "//<![CDATA[" : "<script>(");
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
        SignedPage other = account(sdkUrl).at(URL);
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
        assertThat(tag(account.at(URL, XHTML), "<wx:config>").config(Wish.NOTHING))
                .contains("//<![CDATA[");
        assertThat(account.at(URL, "Application/XHTML+xml; charset=utf-8").place())
                .contains("//<![CDATA[");
        assertThat(account.at(URL, " text/HTML ;charset=gbk").place())
                .doesNotContain("CDATA")
                .contains("<script>(");
        assertThat(account.at(URL, null).place()).doesNotContain("CDATA").contains("<script>(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain;charset=utf-8", "application/json", "text/html5", "text/xml", ""})
    void findsNoPlaceInWhatIsNoPage(String contentType) {
        assertThat(account.at(URL, contentType).place()).isEmpty();
    }

    @Test
    void forgetsWhatAPageAskedForWhenAnotherOneTakesItsPlace() {
        tag("<wx:config>").config(Wish.NOTHING.andApis("orderTea").andDebug("true"));
        page.startOver();
        assertThat(page.place()).doesNotContain("debug:true", "orderTea");
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

    private PageTag tag(SignedPage script, String name) {
        return of(Map.of("wxConfig", script), "/tea.jsp", name);
    }

    private PageTag of(Map<String, Object> attributes, String template, String name) {
        return PageTag.of(attributes::get, () -> limit, template, name);
    }

    private static KnownPage account(String sdkUrl) {
        return new KnownPage(new ScriptOptions(sdkUrl, "/fallback.js", List.of("chooseImage"), List.of(), false));
    }
}
