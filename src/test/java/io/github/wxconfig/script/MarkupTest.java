package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.ticket.WxConfig;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
    private static final String OFFICIAL = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";
    private static final String FALLBACK = "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js";
    private static final WxConfig CONFIG = new WxConfig(
            "wx0123456789abcdef",
            1414587457,
            "Wm3WZYTPz0wzccnW",
            "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
            new PageUrl("http://mp.weixin.qq.com?params=value"));
    private static final Pattern ARGUMENT = Pattern.compile("\\((\\{\"debug\"[^}]*})\\);");

    /** WeChat's documentation of wx.config and the official script. */
    @ParameterizedTest
    @EnumSource
    void callsWxConfigWithWhatWechatWants(Markup markup) {
        assertThat(argument(markup, options(List.of("chooseImage", "scanQRCode"), List.of("wx-open-audio"), true)))
                .isEqualTo(
                        JsonParser.parseString(
                                """
                                {
                                  "debug": true,
                                  "appId": "wx0123456789abcdef",
                                  "timestamp": 1414587457,
                                  "nonceStr": "Wm3WZYTPz0wzccnW",
                                  "signature": "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
                                  "jsApiList": ["chooseImage", "scanQRCode"],
                                  "openTagList": ["wx-open-audio"]
                                }
                                """));
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutAnEmptyOpenTagList(Markup markup) {
        assertThat(argument(markup, options(List.of("chooseImage"), List.of(), false))
                        .has("openTagList"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void loadsTheOfficialScriptFirst(Markup markup) {
        assertThat(scripts(markup, OFFICIAL).get(0).attr("src")).isEqualTo(OFFICIAL);
    }

    /** The parser must wait for the second script, or the page's own scripts run without it. */
    @Test
    void writesTheFallbackIntoHtml() {
        String fallback = scripts(Markup.HTML, OFFICIAL).get(1).data();

        assertThat(fallback).startsWith("if(!window.wx)document.write(");
        String written = JsonParser.parseString(
                        fallback.substring(fallback.indexOf('(', 15) + 1, fallback.lastIndexOf(')')))
                .getAsString();
        assertThat(Jsoup.parse(written).select("script").attr("src")).isEqualTo(FALLBACK);
    }

    /** {@code document.write} throws in a page that is XML. */
    @Test
    void addsTheFallbackToXhtml() {
        String markup =
                script(Markup.XHTML, CONFIG, options(List.of("chooseImage"), List.of(), false), Optional.empty());

        assertThat(markup).doesNotContain("document.write").contains("s.src=\"" + FALLBACK + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \"quoted\"",
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "]]>",
                "&amp;&lt;",
                "\u2028\u2029",
                "微信 é 😀",
                "\\u003c",
                "\u0000\u001f\u007f"
            })
    void keepsAnyNameWhatItIsInHtmlAndXhtml(String name) {
        ScriptOptions options = options(List.of(name), List.of(name), false);
        for (Markup markup : Markup.values()) {
            String text = script(markup, CONFIG, options, Optional.empty());

            assertThat(text).matches("[ -~]*");
            assertThat(argument(markup, options).getAsJsonArray("jsApiList"))
                    .singleElement()
                    .satisfies(element -> assertThat(element.getAsString()).isEqualTo(name));
            assertThat(Jsoup.parse(text).select("script")).hasSize(markup == Markup.HTML ? 3 : 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sdk.js?a=b&amp=c&lt;d", "https://cdn.example.com/a\"onload=\"alert(1)", "/a<b>'c"})
    void keepsAnyAddressOfTheScriptInItsAttribute(String url) {
        for (Markup markup : Markup.values()) {
            Element first = scripts(markup, url).get(0);

            assertThat(first.attr("src")).isEqualTo(url);
            assertThat(first.attributes()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAsLongForEveryPage(Markup markup) {
        ScriptOptions options = options(List.of("chooseImage"), List.of(), false);
        WxConfig other = new WxConfig(
                CONFIG.appId(),
                1999999999,
                "abcdefghijklmnop",
                "ffffffffffffffffffffffffffffffffffffffff",
                new PageUrl("https://www.example.com/another/and/longer/one?a=b"));

        assertThat(script(markup, other, options, Optional.empty()))
                .hasSameSizeAs(script(markup, CONFIG, options, Optional.empty()));
    }

    private static ScriptOptions options(List<String> apis, List<String> tags, boolean debug) {
        return new ScriptOptions(OFFICIAL, FALLBACK, apis, tags, debug);
    }

    /** The scripts as a browser finds them. */
    private static List<Element> scripts(Markup markup, String sdkUrl) {
        return parsed(
                        markup,
                        script(
                                markup,
                                CONFIG,
                                new ScriptOptions(sdkUrl, FALLBACK, List.of("chooseImage"), List.of(), false),
                                Optional.empty()))
                .select("script");
    }

    private static Document parsed(Markup markup, String scripts) {
        return markup == Markup.HTML
                ? Jsoup.parse(scripts)
                : Jsoup.parse(
                        "<html xmlns=\"http://www.w3.org/1999/xhtml\">" + scripts + "</html>", Parser.xmlParser());
    }

    private static JsonObject argument(Markup markup, ScriptOptions options) {
        List<Element> scripts = parsed(markup, script(markup, CONFIG, options, Optional.empty()))
                .select("script");
        Element last = scripts.get(scripts.size() - 1);
        Matcher argument = ARGUMENT.matcher(markup == Markup.HTML ? last.data() : last.wholeText());
        assertThat(argument.find()).isTrue();
        return JsonParser.parseString(argument.group(1)).getAsJsonObject();
    }

    private static String script(Markup markup, WxConfig config, ScriptOptions options, Optional<String> nonce) {
        return markup.template(config.appId(), options, "", nonce.isPresent()).fill(config, nonce);
    }
}
