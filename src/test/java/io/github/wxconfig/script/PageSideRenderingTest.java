package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.ticket.WxConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class PageSideRenderingTest {
    private static final String SDK = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";
    private static final String APP_ID = "wx0123456789abcdef";
    private static final String MORE = "/wxconfig/page-12345678.js";
    private static final ShareCard CARD = ShareCard.ofPage().withTitle("]]></script><!--<script>'\"&\u2028绿茶");
    private static final ScriptOptions PLAIN = new ScriptOptions(
            SDK,
            "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js",
            List.of("checkJsApi", "updateAppMessageShareData", "updateTimelineShareData"),
            List.of(),
            false);

    @Test
    void staysSmallInAPageWithoutOptions() throws IOException {
        byte[] text = filled(PLAIN, false, "https://www.example.com/").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text);
        }
        assertThat(text).hasSizeLessThan(1760);
        assertThat(compressed.toByteArray()).hasSizeLessThan(1080);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hasTheSameLengthForEveryPage(boolean xhtml) {
        String one = filled(PLAIN, xhtml, "https://www.example.com/");
        assertThat(filled(PLAIN, xhtml, "https://www.example.com/绿茶?a=b&c=" + "x".repeat(500)))
                .hasSameSizeAs(one);
        assertThat(one).matches("\\p{ASCII}*");
    }

    @Test
    void printsNothingOfTheRequest() {
        assertThat(filled(PLAIN, false, "https://www.example.com/secret?a=b")).doesNotContain("example", "secret");
    }

    @Test
    void printsTheAddressWhileDebugIsOn() {
        ScriptOptions debugged = PLAIN.with(PLAIN.jsApiList(), List.of(), true);
        assertThat(filled(debugged, false, "https://www.example.com/</script>?a=b&c=d"))
                .contains("debug:1", "url:\"https://www.example.com/\\u003c/script\\u003e?a\\u003db\\u0026c\\u003dd\"");
    }

    /** As sdbm itself writes it: {@code c + (hash << 6) + (hash << 16) - hash}. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "https://www.example.com/tea?id=1", "https://www.example.com/tea?id=2"})
    void comparesAddressesBySdbm(String address) {
        int hash = 0;
        for (int i = 0; i < address.length(); i++) {
            hash = address.charAt(i) + (hash << 6) + (hash << 16) - hash;
        }
        assertThat(PageSide.hash(address)).isEqualTo(hash);
    }

    @Test
    void isThreeElementsOfHtmlWithTheNonceOfThePolicy() {
        PageSide snippet = new PageSide(APP_ID, PLAIN.withShare(Optional.of(CARD)), MORE);
        var scripts = Jsoup.parse("<!DOCTYPE html><head>"
                        + snippet.elements(config("https://www.example.com/"), false, "", Optional.of("r4nd0m"))
                                .text())
                .select("head > script");
        assertThat(scripts).hasSize(3).allMatch(script -> script.attr("nonce").equals("r4nd0m"));
        assertThat(scripts.eachAttr("src")).containsExactly(SDK, MORE);
        assertThat(scripts.get(2).data()).contains("\\u7eff\\u8336", "now:1").doesNotContain("]]>", "<!--", "</");
    }

    @Test
    void isWellFormedXml() throws Exception {
        String text = filled(PLAIN.withShare(Optional.of(CARD)), true, "https://www.example.com/");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<head>" + text + "</head>")));
        assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(3);
        assertThat(document.getDocumentElement().getTextContent()).contains("micromessenger", "&&");
    }

    @Test
    void namesTheFileByWhatItSays() {
        PageSide.More file = PageSide.More.of(PLAIN);
        assertThat(file.name()).matches("page-[0-9a-f]{8}\\.js");
        assertThat(file.text()).matches("(?s)\\p{ASCII}*").contains("res2.wx.qq.com");
        assertThat(PageSide.More.of(PLAIN)).isEqualTo(file);
    }

    private static String filled(ScriptOptions options, boolean xhtml, String url) {
        return new PageSide(APP_ID, options, MORE)
                .elements(config(url), xhtml, "", Optional.empty())
                .text();
    }

    private static WxConfig config(String url) {
        return new WxConfig(
                APP_ID,
                1414587457,
                "0123456789abcdef",
                "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
                PageUrl.ofHref(url).orElseThrow(),
                1414594657);
    }
}
