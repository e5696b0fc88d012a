package io.github.wxconfig.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.ManualClock;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureToolTest {
    private static final String TICKET =
            "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";
    private static final String PATH = "/debug/jsapisign";

    private final WechatSimulator wechat = new WechatSimulator(new ManualClock());

    /** The worked example in WeChat's own documentation. */
    @ParameterizedTest
    @ValueSource(strings = {"http://mp.weixin.qq.com?params=value", "http://mp.weixin.qq.com?params=value#fragment"})
    void matchesThePublishedExample(String url) {
        String fields = "jsapi_ticket=" + TICKET + "&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url="
                + URLEncoder.encode(url, UTF_8);

        JsonObject shown = JsonParser.parseString(
                        wechat.answer(Call.get(PATH + "?" + fields)).body())
                .getAsJsonObject();

        assertThat(shown.get("signature").getAsString()).isEqualTo("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
        assertThat(shown.get("string1").getAsString())
                .isEqualTo("jsapi_ticket=" + TICKET
                        + "&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=http://mp.weixin.qq.com?params=value");
    }

    @Test
    void takesASubmittedForm() {
        Call form = new Call(
                "POST",
                PATH,
                "",
                "application/x-www-form-urlencoded; charset=utf-8",
                "jsapi_ticket=" + TICKET + "&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457"
                        + "&url=http%3A%2F%2Fmp.weixin.qq.com%3Fparams%3Dvalue");

        assertThat(wechat.answer(form).body()).contains("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
    }

    @Test
    void namesWhatIsMissing() {
        Answer answer = wechat.answer(Call.get(PATH + "?noncestr=n&url=u"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"errmsg\":\"missing jsapi_ticket, timestamp\"}");
    }

    @Test
    void showsAFormWhenAskedForNothing() {
        Answer answer = wechat.answer(Call.get(PATH));

        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.body())
                .contains("name=\"jsapi_ticket\"", "name=\"noncestr\"", "name=\"timestamp\"", "name=\"url\"");
    }
}
