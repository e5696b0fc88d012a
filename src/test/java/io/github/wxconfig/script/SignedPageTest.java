package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedPageTest {
    private static final String URL = "https://www.example.com/a?b=c";
    /** {@code printf 'jsapi_ticket=…&noncestr=…&timestamp=…&url=…' | sha1sum}. */
    private static final String SIGNATURE = "456da9c47e8d65838f7fbfa6ed29c11f75d78a1e";

    private static final ScriptOptions OPTIONS =
            new ScriptOptions("/sdk.js", "/fallback.js", List.of("chooseImage"), List.of(), false);

    private final KnownPage account = new KnownPage(OPTIONS);
    private final SignedPage script = account.at(URL);
    private final KnownPage accountWithoutTicket = new KnownPage(OPTIONS, false);
    private final SignedPage unsigned = accountWithoutTicket.at(URL);

    @Test
    void showsTemplatesWhatWasSigned() {
        assertThat(script.getAppId()).isEqualTo("wx0123456789abcdef");
        assertThat(script.getTimestamp()).isEqualTo(1414587457);
        assertThat(script.getNonceStr()).isEqualTo("Wm3WZYTPz0wzccnW");
        assertThat(script.getSignature()).isEqualTo(SIGNATURE);
        assertThat(script.getUrl()).isEqualTo(URL);
        assertThat(script.getJsApiList()).containsExactly("chooseImage");
    }

    @Test
    void givesTemplatesTheArgumentOfWxConfig() {
        JsonObject json =
                JsonParser.parseString(String.valueOf(script.getJson())).getAsJsonObject();

        assertThat(json.keySet())
                .containsExactlyInAnyOrder(
                        "debug", "appId", "timestamp", "nonceStr", "signature", "jsApiList", "until");
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
        script.discarded();

        assertThat(account.signatures()).isZero();
    }

    @Test
    void signsOnceForAllWhoReadIt() {
        script.getSignature();
        script.getJson();
        place(script);
        unsigned.getSignature();
        unsigned.getJson();

        assertThat(account.signatures()).isEqualTo(1);
        assertThat(accountWithoutTicket.pagesWithoutTicket()).isEqualTo(1);
    }

    @Test
    void isPlacedOnce() {
        assertThat(place(script)).isNotEmpty();
        assertThat(place(script)).isEmpty();
        assertThat(KnownPage.placed(script, true)).isEmpty();
    }

    @Test
    void isPlacedAgainAfterThePageWasThrownAway() {
        String first = place(script);
        script.discarded();

        assertThat(place(script)).isEqualTo(first).isNotEmpty();
    }

    @Test
    void isNotPlacedWhereThePageCannotBeSigned() {
        assertThat(place(unsigned)).isEmpty();
    }

    /** Clients answer an empty list with an error. */
    @Test
    void asksForAtLeastOneApi() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScriptOptions("/sdk.js", "/sdk2.js", List.of(), List.of(), false))
                .withMessage("jsApiList names at least one API.");
    }

    private static String place(SignedPage page) {
        return KnownPage.placed(page, false);
    }
}
