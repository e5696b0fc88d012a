package io.github.wxconfig.script;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The argument of {@code wx.config} as JSON that may stand in a script element of HTML or XHTML in any charset: ASCII
 * only, and without the characters {@code < > & ' =}, which Gson escapes by default.
 */
final class ConfigJson {
    private static final Gson GSON = new Gson();

    private ConfigJson() {}

    /** With gaps for the values that are signed. */
    static String of(String appId, ScriptOptions options) {
        return "{\"debug\":" + options.debug()
                + ",\"appId\":" + string(appId)
                + ",\"timestamp\":" + ScriptTemplate.TIMESTAMP
                + ",\"nonceStr\":\"" + ScriptTemplate.NONCE_STR
                + "\",\"signature\":\"" + ScriptTemplate.SIGNATURE
                + "\",\"jsApiList\":" + array(options.jsApiList())
                + (options.openTagList().isEmpty() ? "" : ",\"openTagList\":" + array(options.openTagList()))
                + "}";
    }

    /** A JavaScript string literal, quotes included. */
    static String string(String value) {
        return ascii(GSON.toJson(value));
    }

    /** Without what the card lacks; no card at all is null. */
    static String card(Optional<ShareCard> card) {
        return ascii(GSON.toJson(card.map(ConfigJson::values).orElse(null)));
    }

    private static Map<String, @Nullable String> values(ShareCard card) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("title", card.title());
        values.put("desc", card.desc());
        values.put("link", card.link());
        values.put("imgUrl", card.imgUrl());
        return values;
    }

    /** An array of string literals. */
    static String array(List<String> names) {
        return ascii(GSON.toJson(names));
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
