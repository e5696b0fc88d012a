package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.ticket.WxConfig;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkupNonceTest {
    private static final ScriptOptions OPTIONS = new ScriptOptions(
            "https://res.wx.qq.com/a.js", "https://res2.wx.qq.com/a.js", List.of("scanQRCode"), List.of(), false);
    private static final WxConfig CONFIG =
            new WxConfig("wx1", 1414587457, "Wm3WZYTPz0wzccnW", "0f9de62f", new PageUrl("https://www.example.com/"));
    private static final String NONCE = "a+/-_Z9==";

    @ParameterizedTest
    @EnumSource
    void givesTheNonceToEveryElement(Markup markup) {
        Elements scripts = scripts(script(markup, CONFIG, OPTIONS, Optional.of(NONCE)));
        assertThat(scripts.eachAttr("nonce")).hasSameSizeAs(scripts).containsOnly(NONCE);
    }

    @ParameterizedTest
    @EnumSource
    void namesNoNonceWhereThereIsNone(Markup markup) {
        assertThat(script(markup, CONFIG, OPTIONS, Optional.empty())).doesNotContain("nonce=", "\"nonce\"");
    }

    @Test
    void writesTheSecondScriptWithTheNonce() {
        Elements scripts = scripts(script(Markup.HTML, CONFIG, OPTIONS, Optional.of(NONCE)));
        assertThat(scripts.get(1).data())
                .isEqualTo("if(!window.wx)document.write(\"\\u003cscript src\\u003d\\\"https://res2.wx.qq.com/a.js\\\""
                        + " nonce\\u003d\\\"a+/-_Z9==\\\"\\u003e\\u003c/script\\u003e\")");
    }

    @Test
    void createsTheSecondScriptWithTheNonce() {
        Elements scripts = scripts(script(Markup.XHTML, CONFIG, OPTIONS, Optional.of(NONCE)));
        Element inline = scripts.get(1);
        assertThat(inline.data()).contains(";s.setAttribute(\"nonce\",\"a+/-_Z9==\");");
    }

    private static Elements scripts(String markup) {
        return Jsoup.parse(markup).select("script");
    }

    private static String script(Markup markup, WxConfig config, ScriptOptions options, Optional<String> nonce) {
        return markup.template(config.appId(), options, "", nonce.isPresent()).fill(config, nonce);
    }
}
