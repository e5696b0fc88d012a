package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with a Content-Security-Policy, in WeChat: a real browser says what the policy allows. */
@BrowserTest
class ContentSecurityPolicyIT {
    private static final String HTML =
            """
            <!DOCTYPE html>
            <html>
            <head><meta charset="utf-8"><link rel="icon" href="data:,"><title>绿茶</title></head>
            <body>绿茶</body>
            </html>
            """;

    private static final String XHTML =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <html xmlns="http://www.w3.org/1999/xhtml"><head><link rel="icon" href="data:,"/><title>绿茶</title></head><body><p>绿茶</p></body></html>
            """;

    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat();

    private final Browser browser = visit.browser();
    private int pages;

    ContentSecurityPolicyIT() throws Exception {}

    @AfterEach
    void hostsComeBack() {
        visit.scripts().switchOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src 'nonce-a+/-_Z9=='",
                "script-src 'nonce-abc' 'strict-dynamic' 'unsafe-inline' https:",
                "default-src 'none'; connect-src *; img-src data:; script-src 'self'; script-src-elem 'nonce-abc'",
                "script-src 'unsafe-inline' 'self' https:",
                "script-src 'unsafe-inline' 'self' res.wx.qq.com/open/ https://*.wx.qq.com:443, script-src 'unsafe-inline' *",
                "script-src 'unsafe-inline' 'self' http://res.wx.qq.com/open/j%73/jweixin-1.6.0.js res2.wx.qq.com:*",
            })
    void verifiesAPageWithoutAViolation(String policy) {
        browser.open(page("text/html", policy, HTML));
        assertThatPageIsVerified();
        assertThat(browser.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, script-src 'nonce-abc'",
        "text/html, script-src 'unsafe-inline' 'self' res.wx.qq.com res2.wx.qq.com",
        "application/xhtml+xml, script-src 'nonce-abc'",
        "application/xhtml+xml, script-src 'nonce-abc' 'strict-dynamic'",
        "application/xhtml+xml, script-src 'unsafe-inline' 'self' res.wx.qq.com res2.wx.qq.com",
    })
    void verifiesAPageByTheSecondHostWithoutAViolation(String contentType, String policy) {
        visit.scripts().switchOff(ScriptHost.FIRST);
        browser.open(page(contentType, policy, contentType.equals("text/html") ? HTML : XHTML));
        assertThatPageIsVerified();
        assertThat(visit.scripts().served()).containsExactly(ScriptHost.SECOND);
        assertThat(browser.errors()).isNotEmpty().allMatch(error -> error.contains("Failed to load resource"));
    }

    @Test
    void verifiesByTheSecondHostWhereTheFirstIsAPathOfTheSite() throws Exception {
        try (DemoVisit own = DemoVisit.inWechat(Map.of("wxconfig.sdkUrl", "/no/such/script.js"))) {
            own.browser().open(page(own, "text/html", "script-src 'nonce-abc'", HTML));
            own.browser().await("no verdict", () -> !own.browser().verdicts().isEmpty());
            assertThat(own.browser().verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok"));
            assertThat(own.scripts().served()).containsExactly(ScriptHost.SECOND);
        }
    }

    /** It lacks what that file would do: here, the share card. */
    @Test
    void verifiesAPageWhosePolicyForbidsTheSecondFile() {
        browser.open(page("text/html", "script-src 'unsafe-inline' res.wx.qq.com", HTML));
        assertThatPageIsVerified();
        assertThat(browser.errors()).singleElement().asString().contains("/wxconfig/page-", "Content Security Policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src 'self'",
                "script-src https: 'unsafe-inline' 'strict-dynamic'",
                "script-src 'unsafe-inline' res.wx.qq.com/open",
                "sandbox allow-same-origin",
            })
    void leavesAPageAloneThatWouldBlockTheScript(String policy) {
        browser.open(page("text/html", policy, HTML));
        assertThat(browser.text("document.scripts.length")).isEqualTo("0");
        assertThat(visit.scripts().served()).isEmpty();
        assertThat(browser.errors()).isEmpty();
    }

    /** That the console would tell. */
    @Test
    void wouldSeeAViolation() {
        String blocked = HTML.replace("<body>", "<body><script>blocked()</script>");
        browser.open(page("text/html", "script-src 'nonce-abc'", blocked));
        assertThatPageIsVerified();
        assertThat(browser.errors()).singleElement().asString().contains("Content Security Policy");
    }

    private String page(String contentType, String policy, String body) {
        return page(visit, contentType, policy, body);
    }

    private String page(DemoVisit visit, String contentType, String policy, String body) {
        pages++;
        return visit.demo()
                .add("policy/" + pages, contentType, Map.of("Content-Security-Policy", policy), body.getBytes(UTF_8));
    }

    private void assertThatPageIsVerified() {
        browser.await("no verdict", () -> !browser.verdicts().isEmpty());
        assertThat(browser.verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok"));
    }
}
