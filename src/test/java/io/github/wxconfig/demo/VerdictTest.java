package io.github.wxconfig.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.ManualClock;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final String BOUND_APP_ID = "wx00000000000000ff";

    private final ManualClock clock = new ManualClock();
    private final WechatSimulator wechat = new WechatSimulator(clock);
    private final Backend backend = new Backend(wechat);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mp.weixin.qq.com?params=value",
                "https://www.example.com/",
                "https://www.example.com/a?from=singlemessage&isappinstalled=0",
                "https://www.example.com/%E4%BD%A0?q=a|b{c}%20d+e&q=",
                "https://www.example.com/a?",
                "http://127.0.0.1:8080/a",
                "http://[::1]:8080/a"
            })
    void isOkForThePageThatWasSigned(String url) {
        assertThat(wechat.verify(page(url).toString())).isEqualTo(Verdict.OK);
    }

    @Test
    void leavesTheFragmentOut() {
        JsonObject page = page("https://www.example.com/a");
        page.addProperty("url", "https://www.example.com/a#b?c");

        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.example.com/a?b=%20",
                "https://www.example.com/a?b= ",
                "https://www.example.com/a?b=+",
                "https://www.example.com:443/a?b=%20",
                "https://www.example.com/a?b=%20&from=singlemessage",
                "https://www.example.com/a"
            })
    void isInvalidSignatureForAnyOtherUrl(String shown) {
        JsonObject page = page("https://www.example.com/a?b=%20");
        page.addProperty("url", shown);

        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"verifyTimestamp, 1414587458", "verifyNonceStr, other"})
    void isInvalidSignatureWhenAPartDiffersFromTheOneSigned(String name, String value) {
        JsonObject page = page("https://www.example.com/");
        page.addProperty(name, value);

        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.INVALID_SIGNATURE);
    }

    @Test
    void isInvalidSignatureOnceTheTicketHasExpired() {
        String page = page("https://www.example.com/").toString();

        clock.advance(Duration.ofSeconds(7199));
        assertThat(wechat.verify(page)).isEqualTo(Verdict.OK);

        clock.advance(Duration.ofSeconds(1));
        assertThat(wechat.verify(page)).isEqualTo(Verdict.INVALID_SIGNATURE);
    }

    @Test
    void isInvalidSignatureOnceTheTicketIsRevoked() {
        String page = page("https://www.example.com/").toString();
        wechat.revokeTicket(WechatSimulator.DEMO_APP_ID);

        assertThat(wechat.verify(page)).isEqualTo(Verdict.INVALID_SIGNATURE);
    }

    @Test
    void isInvalidSignatureWithTheTicketOfAnotherAccount() {
        wechat.register(BOUND_APP_ID, "secret");
        JsonObject page = page("https://www.example.com/");
        page.addProperty("verifyAppId", BOUND_APP_ID);

        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.INVALID_SIGNATURE);
    }

    @Test
    void isInvalidAppIdForAnUnknownAccount() {
        JsonObject page = page("https://www.example.com/");
        page.addProperty("verifyAppId", "wx0000000000000000");

        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.INVALID_APPID);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/, OK",
        "https://www.Example.com/a, OK",
        "http://shop.www.example.com:80/, OK",
        "https://example.com:443/, OK",
        "https://example.com:8443/, INVALID_URL_DOMAIN",
        "https://badexample.com/, INVALID_URL_DOMAIN",
        "https://example.com.evil.test/, INVALID_URL_DOMAIN",
        "https://example.com@evil.test/, INVALID_URL_DOMAIN",
        "https://evil.test/example.com, INVALID_URL_DOMAIN",
        "https://evil.test?.example.com, INVALID_URL_DOMAIN",
        "http://127.0.0.1/, INVALID_URL_DOMAIN"
    })
    void looksAtTheDomainWhereOneIsBound(String url, Verdict verdict) {
        wechat.register(WechatSimulator.DEMO_APP_ID, WechatSimulator.DEMO_SECRET, "example.com");

        assertThat(wechat.verify(page(url).toString())).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///a.html", "about:blank", "www.example.com/", "https://"})
    void isInvalidUrlDomainForWhatIsNoWebPage(String url) {
        assertThat(wechat.verify(page(url).toString())).isEqualTo(Verdict.INVALID_URL_DOMAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url",
                "verifyAppId",
                "verifySignType",
                "verifyTimestamp",
                "verifyNonceStr",
                "verifySignature",
                "verifyJsApiList"
            })
    void isIncompleteWithoutAnyOfTheParts(String name) {
        JsonObject page = page("https://www.example.com/");
        page.remove(name);

        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.INCOMPLETE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "verifySignType, `\"SHA1\"`",
                "verifyTimestamp, `\"1414587457.0\"`",
                "verifyTimestamp, `\"NaN\"`",
                "verifyTimestamp, 1414587457",
                "verifyNonceStr, `\"\"`",
                "verifySignature, `\"0F9DE62FCE790F9A083D5C99E95740CEB90C27ED\"`",
                "verifyJsApiList, []",
                "verifyJsApiList, `\"checkJsApi\"`",
                "verifyJsApiList, `[\"\"]`",
                "verifyJsApiList, [1]",
                "verifyOpenTagList, `\"wx-open-audio\"`",
                "verifyOpenTagList, null"
            })
    void isIncompleteWithAPartOfTheWrongForm(String name, String json) {
        JsonObject page = page("https://www.example.com/");
        page.add(name, JsonParser.parseString(json));

        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void takesOpenTagsAndAnEmptyListOfThem() {
        JsonObject page = page("https://www.example.com/");
        page.add("verifyOpenTagList", new JsonArray());
        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.OK);

        page.add("verifyOpenTagList", list("wx-open-launch-weapp"));
        assertThat(wechat.verify(page.toString())).isEqualTo(Verdict.OK);
    }

    @Test
    void reachesTheBridgeInTheClientsWords() {
        JsonObject page = page("https://www.example.com/");

        assertThat(preVerify(page.toString())).isEqualTo("{\"err_msg\":\"preVerifyJSAPI:ok\"}");
        assertThat(preVerify("{}")).isEqualTo("{\"err_msg\":\"preVerifyJSAPI:fail\"}");

        page.addProperty("verifyNonceStr", "other");
        assertThat(preVerify(page.toString()))
                .isEqualTo("{\"err_msg\":\"preVerifyJSAPI:fail_invalid signature\",\"err_code\":63002}");
    }

    private String preVerify(String json) {
        return wechat.answer(Call.postJson("/bridge/preVerifyJSAPI", json)).body();
    }

    private JsonObject page(String url) {
        String ticket = Backend.value(backend.ticket());
        JsonObject page = new JsonObject();
        page.addProperty("url", url);
        page.addProperty("verifyAppId", WechatSimulator.DEMO_APP_ID);
        page.addProperty("verifySignType", "sha1");
        page.addProperty("verifyTimestamp", "1414587457");
        page.addProperty("verifyNonceStr", "Wm3WZYTPz0wzccnW");
        page.addProperty(
                "verifySignature",
                sha1("jsapi_ticket=" + ticket + "&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=" + url));
        page.add("verifyJsApiList", list("checkJsApi"));
        return page;
    }

    private static JsonElement list(String name) {
        JsonArray list = new JsonArray();
        list.add(name);
        return list;
    }

    /** Not the simulator's own: the tests would prove nothing. */
    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return "%040x".formatted(new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
