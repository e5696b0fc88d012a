package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.demo.WechatSimulator;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with a script of ours, as a client reads it.
 *
 * @param html the page's text
 */
public record ReceivedPage(String html) {
    /** In the page's script, or as a template prints it. */
    private static final Pattern CONFIG = Pattern.compile("[(:](\\{(?:\"debug\":|(?:debug:true,)?appId:).*?})}?\\)");

    private static final Pattern SCRIPT =
            Pattern.compile("(?s)(<script type=\"wx\"[^>]*></script>){2}<script[^>]*>.*?</script>");

    public ReceivedPage {
        SecretSearch.requireNoneIn(html);
    }

    /** The argument of {@code wx.config}. */
    public JsonObject config() {
        Matcher config = CONFIG.matcher(html);
        assertThat(config.find()).as("a wx.config in %s", html).isTrue();
        return JsonParser.parseString(config.group(1)).getAsJsonObject();
    }

    /** The page as the application wrote it. */
    public String withoutScript() {
        return SCRIPT.matcher(html).replaceFirst("");
    }

    /** What WeChat's client says when the official script hands it this page's values. */
    public String verdict(WechatSimulator wechat, URI href) {
        return verdict(wechat, href.toString());
    }

    /** The same where Java knows no such URI. */
    public String verdict(WechatSimulator wechat, String href) {
        return verdict(wechat, config(), href);
    }

    /** What WeChat's client says of this argument of {@code wx.config}. */
    public static String verdict(WechatSimulator wechat, JsonObject config, String href) {
        JsonObject call = new JsonObject();
        call.addProperty("url", href);
        call.add("verifyAppId", config.get("appId"));
        call.addProperty("verifySignType", "sha1");
        call.addProperty("verifyTimestamp", config.get("timestamp").getAsString());
        call.add("verifyNonceStr", config.get("nonceStr"));
        call.add("verifySignature", config.get("signature"));
        call.add("verifyJsApiList", config.get("jsApiList"));
        return wechat.verify(call.toString()).errMsg();
    }
}
