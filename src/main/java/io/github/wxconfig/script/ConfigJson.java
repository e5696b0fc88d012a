package io.github.wxconfig.script;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.wxconfig.signature.WxConfig;
import java.util.List;

/**
 * The argument of {@code wx.config} as JSON that may stand in a script element of HTML or XHTML in any charset: ASCII
 * only, and without the characters {@code < > & ' =}, which Gson escapes by default.
 */
final class ConfigJson {
    private static final Gson GSON = new Gson();

    private ConfigJson() {}

    static String of(WxConfig config, ScriptOptions options) {
        JsonObject json = new JsonObject();
        json.addProperty("debug", options.debug());
        json.addProperty("appId", config.appId());
        json.addProperty("timestamp", config.timestamp());
        json.addProperty("nonceStr", config.nonceStr());
        json.addProperty("signature", config.signature());
        json.add("jsApiList", array(options.jsApiList()));
        if (!options.openTagList().isEmpty()) {
            json.add("openTagList", array(options.openTagList()));
        }
        return ascii(GSON.toJson(json));
    }

    /** A JavaScript string literal, quotes included. */
    static String string(String value) {
        return ascii(GSON.toJson(value));
    }

    private static JsonArray array(List<String> names) {
        JsonArray array = new JsonArray();
        names.forEach(array::add);
        return array;
    }

    private static String ascii(String json) {
        if (json.chars().allMatch(c -> c < 0x7f)) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length() + 32);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7f) {
                text.append(c);
            } else {
                text.append(String.format("\\u%04x", (int) c));
            }
        }
        return text.toString();
    }
}
