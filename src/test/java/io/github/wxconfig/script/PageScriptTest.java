package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.signature.WxConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageScriptTest {
    private static final String URL = "https://www.example.com/a?b=c";
    private static final WxConfig CONFIG = new WxConfig(
            "wx0123456789abcdef",
            1414587457,
            "Wm3WZYTPz0wzccnW",
            "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
            new PageUrl(URL));

    private static final Place HERE = new Place(Markup.HTML, List.of());

    private final KnownPage page = new KnownPage(URL, Optional.of(CONFIG), HERE);
    private final PageScript script = script(page);
    private final KnownPage unsignablePage = new KnownPage(URL, Optional.empty(), HERE);
    private final PageScript unsigned = script(unsignablePage);

    @Test
    void showsTemplatesWhatWasSigned() {
        assertThat(script.getAppId()).isEqualTo("wx0123456789abcdef");
        assertThat(script.getTimestamp()).isEqualTo(1414587457);
        assertThat(script.getNonceStr()).isEqualTo("Wm3WZYTPz0wzccnW");
        assertThat(script.getSignature()).isEqualTo("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
        assertThat(script.getUrl()).isEqualTo(URL);
        assertThat(script.getJsApiList()).containsExactly("chooseImage");
    }

    @Test
    void givesTemplatesTheArgumentOfWxConfig() {
        JsonObject json =
                JsonParser.parseString(String.valueOf(script.getJson())).getAsJsonObject();

        assertThat(json.keySet())
                .containsExactlyInAnyOrder("debug", "appId", "timestamp", "nonceStr", "signature", "jsApiList");
        assertThat(json.get("signature").getAsString()).isEqualTo(script.getSignature());
    }

    @Test
    void showsWhatIsKnownOfAPageThatCannotBeSigned() {
        assertThat(unsigned.getTimestamp()).isNull();
        assertThat(unsigned.getNonceStr()).isNull();
        assertThat(unsigned.getSignature()).isNull();
        assertThat(unsigned.getJson()).isNull();
        assertThat(unsigned.getAppId()).isEqualTo("wx0123456789abcdef");
        assertThat(unsigned.getUrl()).isEqualTo(URL);
        assertThat(unsigned.getJsApiList()).containsExactly("chooseImage");
    }

    @Test
    void signsNothingUntilSomebodyReadsIt() {
        script.getUrl();
        script.getAppId();
        script.getJsApiList();
        script.withdraw();

        assertThat(page.signatures()).isZero();
    }

    @Test
    void signsOnceForAllWhoReadIt() {
        script.getSignature();
        script.getJson();
        script.place(HERE);
        unsigned.getSignature();
        unsigned.getJson();

        assertThat(page.signatures()).isEqualTo(1);
        assertThat(unsignablePage.signatures()).isEqualTo(1);
    }

    @Test
    void isPlacedOnce() {
        assertThat(script.place(HERE)).isPresent();
        assertThat(script.place(HERE)).isEmpty();
        assertThat(script.place(new Place(Markup.XHTML, List.of()))).isEmpty();
    }

    @Test
    void isPlacedAgainAfterThePageWasThrownAway() {
        Optional<String> first = script.place(HERE);
        script.withdraw();

        assertThat(script.place(HERE)).isEqualTo(first).isPresent();
    }

    @Test
    void isNotPlacedWhereThePageCannotBeSigned() {
        assertThat(unsigned.place(HERE)).isEmpty();
    }

    /** WECHAT.md: clients answer an empty list with an error. */
    @Test
    void asksForAtLeastOneApi() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScriptOptions("/sdk.js", "/sdk2.js", List.of(), List.of(), false))
                .withMessage("jsApiList names at least one API.");
    }

    private static PageScript script(KnownPage page) {
        ScriptOptions options = new ScriptOptions("/sdk.js", "/fallback.js", List.of("chooseImage"), List.of(), false);
        return new PageScript(new AccountScript("wx0123456789abcdef", options), page);
    }
}
