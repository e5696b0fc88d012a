package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's pages that ask for more by tags, in WeChat: what the official script asks of the client. */
@BrowserTest
class AskingPageIT {
    /** The client's bridge asks WeChat by fetch. */
    private static final String LISTEN =
            """
            const fetched = window.fetch;
            window.asked = [];
            window.fetch = (url, options) => {
              window.asked.push(options.body);
              return fetched(url, options);
            };
            """;

    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat();

    private final Browser browser = visit.browser();

    AskingPageIT() throws Exception {
        browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", LISTEN));
    }

    @ParameterizedTest
    @CsvSource({"tags.jsp, wx-open-launch-weapp", "thymeleaf, ''"})
    void isVerifiedWithWhatItsTagsAskFor(String page, String openTag) {
        visit.open(page);
        browser.await("no verdict", () -> !browser.verdicts().isEmpty());
        assertThat(browser.verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok"));
        JsonObject asked =
                JsonParser.parseString(browser.text("window.asked[0]")).getAsJsonObject();
        // By the names that clients know.
        assertThat(names(asked, "verifyJsApiList")).contains("scanQRCode", "translateVoice", "menu:share:timeline");
        assertThat(names(asked, "verifyOpenTagList")).isEqualTo(openTag.isEmpty() ? List.of() : List.of(openTag));
        assertThat(browser.errors()).isEmpty();
    }

    /** What the attributes leave out comes from the page: the link, and in the template the description. */
    @ParameterizedTest
    @CsvSource({
        "tags.jsp, 写在标签里的卡片 · A card written in a tag, '一行标签，没有脚本。One tag, and no script.'",
        "thymeleaf, 写在模板里的卡片 · A card written in a template,"
    })
    void sharesTheCardOfItsTags(String page, String title, @Nullable String desc) {
        visit.open(page);
        JsonObject card = JsonParser.parseString(browser.awaitValue("no card", () -> {
                    String last = browser.text("JSON.stringify(WeixinJSBridge.calls.filter((call) =>"
                            + " call.name === 'updateAppMessageShareData').pop() || null)");
                    return last.equals("null") ? Optional.empty() : Optional.of(last);
                }))
                .getAsJsonObject();

        assertThat(card.get("title").getAsString()).isEqualTo(title);
        assertThat(card.get("desc").getAsString())
                .isEqualTo(
                        desc == null
                                ? browser.text("(document.querySelector('meta[name=description]') || {}).content || ''")
                                : desc);
        assertThat(card.get("imgUrl").getAsString()).isEqualTo(visit.demo().url("share.png"));
        assertThat(card.get("link").getAsString()).isEqualTo(visit.demo().url(page));
        assertThat(card.get("answer").getAsString()).isEqualTo("updateAppMessageShareData:ok");
    }

    private static List<String> names(JsonObject asked, String list) {
        return asked.has(list)
                ? asked.getAsJsonArray(list).asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of();
    }
}
