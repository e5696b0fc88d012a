package io.github.wxconfig.script;

import com.google.gson.stream.JsonWriter;
import io.github.wxconfig.ticket.WxConfig;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The argument of {@code wx.config} as JSON that may stand in a script element of HTML or XHTML in any charset: ASCII
 * only, and without the characters {@code < > & ' =}, which Gson's writer escapes. A whole {@code Gson} takes as long to
 * make as the rest of an application's script.
 */
final class ConfigJson {
    private ConfigJson() {}

    /** The argument for a page that is signed with these values, and until when they serve. */
    static String of(WxConfig values, ScriptOptions options) {
        return "{\"debug\":" + options.debug()
                + ",\"appId\":" + string(values.appId())
                + ",\"timestamp\":" + values.timestamp()
                + ",\"nonceStr\":" + string(values.nonceStr())
                + ",\"signature\":" + string(values.signature())
                + ",\"jsApiList\":" + array(options.jsApiList())
                + (options.openTagList().isEmpty() ? "" : ",\"openTagList\":" + array(options.openTagList()))
                + ",\"until\":" + values.until()
                + "}";
    }

    /** A JavaScript string literal, quotes included. */
    static String string(String value) {
        return written(json -> json.value(value));
    }

    /** Without what the card lacks; no card at all is null. */
    static String card(Optional<ShareCard> card) {
        return written(json -> {
            if (card.isPresent()) {
                write(card.get(), json);
            } else {
                json.nullValue();
            }
        });
    }

    private static void write(ShareCard card, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("title").value(card.title());
        json.name("desc").value(card.desc());
        json.name("link").value(card.link());
        json.name("imgUrl").value(card.imgUrl());
        json.endObject();
    }

    /** An array of string literals. */
    static String array(List<String> names) {
        return written(json -> {
            json.beginArray();
            for (String name : names) {
                json.value(name);
            }
            json.endArray();
        });
    }

    /** An object with what each cause says and its cure. */
    static String causes(Collection<Cause> causes) {
        return written(json -> {
            json.beginObject();
            for (Cause cause : causes) {
                json.name(cause.name()).beginObject();
                json.name("says").value(cause.says());
                json.name("cure").value(cause.cure());
                json.endObject();
            }
            json.endObject();
        });
    }

    private interface Content {
        void writeTo(JsonWriter json) throws IOException;
    }

    private static String written(Content content) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(true);
            json.setSerializeNulls(false);
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ascii(text.toString());
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
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return text.toString();
    }
}
