package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Pages unlike the demo's, in WeChat. Each has an icon, so that Chromium does not look for one and complain. */
@BrowserTest
class OwnPageIT {
    private static final String CALLS_READY_IN_ITS_HEAD =
            """
            <!DOCTYPE html>
            <html>
            <head>
              <meta charset="utf-8">
              <link rel="icon" href="data:,">
              <title>绿茶</title>
              <script>
                var heard = [];
                wx.error(function (refusal) { heard.push(refusal.errMsg); });
                wx.ready(function () { heard.push('ready'); });
              </script>
            </head>
            <body>绿茶</body>
            </html>
            """;

    private static final String XHTML =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <html xmlns="http://www.w3.org/1999/xhtml">
              <head><link rel="icon" href="data:,"/><title>绿茶 &amp; 红茶</title></head>
              <body><p id="last">到此为止</p></body>
            </html>
            """;

    private static final String NAMES_ITS_CHARSET_IN_A_META_ELEMENT =
            """
            <!DOCTYPE html>
            <html>
            <head>
              <meta charset="gbk">
              <link rel="icon" href="data:,">
              <title>镕喆囧々</title>
            </head>
            <body>镕喆囧々</body>
            </html>
            """;

    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat();

    private final Browser browser = visit.browser();
    private final String early = visit.demo().add("early", "text/html", CALLS_READY_IN_ITS_HEAD.getBytes(UTF_8));
    private final String xhtml = visit.demo().add("tea.xhtml", "application/xhtml+xml", XHTML.getBytes(UTF_8));
    private final String gbk =
            visit.demo().add("meta", "text/html", NAMES_ITS_CHARSET_IN_A_META_ELEMENT.getBytes(Charset.forName("GBK")));

    OwnPageIT() throws Exception {}

    @AfterEach
    void hostsComeBack() {
        visit.scripts().switchOn();
    }

    @Test
    void letsAScriptInTheHeadCallReadyAtOnce() {
        browser.open(early);
        assertThatReadyIsHeard();
    }

    @Test
    void letsAScriptInTheHeadCallReadyWhenTheScriptComesFromTheSecondHost() {
        visit.scripts().switchOff(ScriptHost.FIRST);
        browser.open(early);
        assertThatReadyIsHeard();
    }

    @Test
    void verifiesAPageThatIsXml() {
        browser.open(xhtml);
        assertThatXmlIsVerified();
        assertThat(visit.scripts().served()).containsExactly(ScriptHost.FIRST);
    }

    @Test
    void verifiesAPageThatIsXmlWhenTheScriptComesFromTheSecondHost() {
        visit.scripts().switchOff(ScriptHost.FIRST);
        browser.open(xhtml);
        assertThatXmlIsVerified();
        assertThat(visit.scripts().served()).containsExactly(ScriptHost.SECOND);
    }

    @Test
    void keepsTheCharsetThatAMetaElementNames() {
        browser.open(gbk);
        awaitVerdict();
        assertThat(browser.text("document.characterSet")).isEqualTo("GBK");
        assertThat(browser.text("document.body.textContent.trim()")).isEqualTo("镕喆囧々");
        assertThat(browser.errors()).isEmpty();
    }

    private void assertThatReadyIsHeard() {
        awaitVerdict();
        browser.await("neither ready nor error", () -> Boolean.TRUE.equals(browser.evaluate("heard.length > 0")));
        assertThat(browser.evaluate("heard")).isEqualTo(List.of("ready"));
    }

    private void assertThatXmlIsVerified() {
        awaitVerdict();
        assertThat(browser.text("document.contentType")).isEqualTo("application/xhtml+xml");
        assertThat(browser.text("document.title")).isEqualTo("绿茶 & 红茶");
        assertThat(browser.text("document.getElementById('last').textContent")).isEqualTo("到此为止");
        assertThat(browser.text("document.querySelectorAll('parsererror').length"))
                .isEqualTo("0");
    }

    private void awaitVerdict() {
        browser.await("no verdict", () -> !browser.verdicts().isEmpty());
        assertThat(browser.verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok"));
    }
}
