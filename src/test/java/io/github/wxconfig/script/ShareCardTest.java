package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.wxconfig.LogCapture;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareCardTest {
    private static final Pattern CARD = Pattern.compile("card:(\\{.*?}|null)");
    private static final String URL = "https://www.example.com/tea?token=abc";
    private static final ShareCard TEA = ShareCard.ofPage().withTitle("绿茶").withImgUrl("/tea.png");
    private static final List<String> SHARE_APIS = List.of(
            "updateAppMessageShareData", "updateTimelineShareData", "onMenuShareAppMessage", "onMenuShareTimeline");

    @Test
    void holdsWhatIsGivenAndNothingElse() {
        assertThat(TEA).isEqualTo(new ShareCard("绿茶", null, null, "/tea.png"));
        assertThat(new ShareCard(" ", "\n\t", "\u3000", "")).isEqualTo(ShareCard.ofPage());
        assertThat(TEA.withTitle(null).withDesc(" 淡 ").withLink("/tea"))
                .isEqualTo(new ShareCard(null, "淡", "/tea", "/tea.png"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void becomesAPartOfTheScriptWithTheApisItNeeds(boolean xhtml) {
        SignedPage page = page(options(Optional.empty()));

        assertThat(page.share(TEA)).isEmpty();
        assertThat(page.getJsApiList())
                .startsWith("chooseImage")
                .containsAll(SHARE_APIS)
                .hasSize(5);
        String placed = KnownPage.placed(page, xhtml);
        assertThat(card(placed)).isEqualTo(JsonParser.parseString("{\"title\": \"绿茶\", \"imgUrl\": \"/tea.png\"}"));
        assertThat(placed).contains("jsApiList:[\"chooseImage\",\"updateAppMessageShareData\"");
    }

    @Test
    void namesTheApisInTheJsonForTemplatesToo() {
        SignedPage page = page(options(Optional.empty()));
        page.share(TEA);

        JsonArray names = JsonParser.parseString(String.valueOf(page.getJson()))
                .getAsJsonObject()
                .getAsJsonArray("jsApiList");
        assertThat(names.asList()).hasSize(5);
    }

    @Test
    void isTheOneSetLast() {
        SignedPage page = page(options(Optional.empty()));
        page.share(TEA);
        page.share(TEA.withTitle("红茶"));

        assertThat(card(KnownPage.placed(page, false)))
                .isEqualTo(JsonParser.parseString("{\"title\": \"红茶\", \"imgUrl\": \"/tea.png\"}"));
    }

    @Test
    void isTakenFromThePageWhereSettingsSaySo() {
        String placed = KnownPage.placed(page(options(Optional.of(ShareCard.ofPage()))), false);

        assertThat(card(placed)).isEqualTo(JsonParser.parseString("{}"));
    }

    @Test
    void isNotSetWhereThePageDoesNotWantIt() {
        SignedPage page = page(options(Optional.of(ShareCard.ofPage())));

        assertThat(page.shareNothing()).isEmpty();
        assertThat(KnownPage.placed(page, false)).doesNotContain("card:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesAnElementOfItsOwnBehindTheScript(boolean xhtml) {
        SignedPage page = page(options(Optional.empty()));
        KnownPage.placed(page, xhtml, "script-src 'nonce-abc'");

        String late = page.share(TEA.withTitle("]]></script>&amp;\u2028.")).orElseThrow();
        Element script = (xhtml ? Jsoup.parse(late, Parser.xmlParser()) : Jsoup.parse(late))
                .select("script")
                .get(0);
        assertThat(script.attr("nonce")).isEqualTo("abc");
        assertThat(card(xhtml ? script.wholeText() : script.data())
                        .getAsJsonObject()
                        .get("title")
                        .getAsString())
                .isEqualTo("]]></script>&amp;\u2028.");
        assertThat(card(page.shareNothing().orElseThrow()).isJsonNull()).isTrue();
    }

    /** The page itself is configured without the file that sets the card. */
    @Test
    void saysOnceWhatThePolicyMustSayForIt() {
        KnownPage account = new KnownPage(options(Optional.of(ShareCard.ofPage())));
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 2; i++) {
                assertThat(KnownPage.placed(account.at(URL), false, "script-src 'unsafe-inline' https://res.wx.qq.com"))
                        .isNotEmpty();
            }
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "lacks its share card",
                            "Let the policy say: script-src 'unsafe-inline' https://res.wx.qq.com 'self'");
        }
    }

    @Test
    void goesWithThePageThatIsThrownAway() {
        SignedPage page = page(options(Optional.empty()));
        page.share(TEA);
        KnownPage.placed(page, false);
        page.discarded();

        assertThat(KnownPage.placed(page, false)).doesNotContain("card:");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://other.example.org/a?b, -, link leads to other.example.org",
                "https://notexample.com/, -, link leads to notexample.com",
                "//www.example.org/, -, link leads to www.example.org",
                "javascript:alert(1), -, link starts with javascript:",
                "-, http://img.example.org/a.png, imgUrl on img.example.org is http",
                "-, data:image/png;base64_AAAA, imgUrl starts with data:"
            })
    void warnsOnceOfWhatWechatWillNotShow(@Nullable String link, @Nullable String imgUrl, String warning) {
        try (LogCapture log = new LogCapture()) {
            SignedPage page = page(options(Optional.empty()));
            page.share(new ShareCard("绿茶", null, link, imgUrl));
            page.share(new ShareCard("绿茶", null, link, imgUrl));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("WARN", "The share card of https://www.example.com/tea: " + warning)
                    .doesNotContain("token=abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/", "HTTPS://Shop.Example.com:8443/a", "/a", "a?b=c:d", "#a", "?a"})
    void saysNothingOfALinkThatWechatTakes(String link) {
        try (LogCapture log = new LogCapture()) {
            page(options(Optional.empty())).share(ShareCard.ofPage().withLink(link));

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void tellsNotOfEveryCardOfAThousand() {
        try (LogCapture log = new LogCapture()) {
            SignedPage page = page(options(Optional.empty()));
            for (int i = 0; i < 1000; i++) {
                page.share(ShareCard.ofPage().withLink("https://host" + i + ".example.org/"));
            }

            assertThat(log.lines()).hasSize(20);
        }
    }

    @Test
    void warnsWhereItsApisWereNotAskedForInTime() {
        try (LogCapture log = new LogCapture()) {
            SignedPage page = page(options(Optional.empty()));
            KnownPage.placed(page, false);
            page.share(TEA);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "https://www.example.com/tea", "updateAppMessageShareData and updateTimelineShareData were")
                    .contains("jsApiList");
        }
    }

    private static ScriptOptions options(Optional<ShareCard> share) {
        return new ScriptOptions(
                "https://res.wx.qq.com/sdk.js",
                "https://res2.wx.qq.com/sdk.js",
                List.of("chooseImage"),
                List.of(),
                false,
                share,
                List.of("example.com"),
                Optional.empty(),
                false,
                false);
    }

    private static SignedPage page(ScriptOptions options) {
        return new KnownPage(options).at(URL);
    }

    private static JsonElement card(String script) {
        Matcher card = CARD.matcher(script);
        assertThat(card.find()).as(script).isTrue();
        return JsonParser.parseString(card.group(1));
    }
}
