package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console tells while {@code debug} is on, where the server signs another address than the browser shows. */
@BrowserTest
class DiagnosisIT {
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

    /** Past the demo's own {@code spa=true}, which would have the address signed. */
    private static final String LATER =
            "<body><script>History.prototype.replaceState.call(history, null, '', '?page=2')</script>";

    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat(Map.of("wxconfig.debug", "true"));

    private final Browser browser = visit.browser();

    DiagnosisIT() throws Exception {
        visit.demo().add("tea/*", "text/html", HTML.getBytes(UTF_8));
        visit.demo().add("tea.xhtml", "application/xhtml+xml", XHTML.getBytes(UTF_8));
        visit.demo()
                .add(
                        "strict",
                        "text/html",
                        Map.of("Content-Security-Policy", "default-src 'none'; connect-src *; script-src 'nonce-abc'"),
                        HTML.getBytes(UTF_8));
    }

    @AfterEach
    void everythingIsAsUsual() {
        visit.scripts().switchOn();
        visit.bridgeComesAtOnce();
    }

    @ParameterizedTest
    @CsvSource({"tea/green?a=b", "tea.xhtml", "strict"})
    void saysInOneLineThatTheAddressesAgree(String page) {
        browser.open(visit.demo().url(page));
        assertThat(remarks(1)).singleElement().asString().contains("is the one that the browser shows", page);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void tellsThatTlsEndsAtAProxyWhichKeepsItToItself() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.ofTls(visit.demo())) {
            String url = proxy.url("127.0.0.1", "tea/green");
            giveBridge(proxy);
            browser.open(url);
            assertThatComplaint()
                    .contains(
                            "shown:    " + url,
                            "signed:   " + url.replace("https", "http"),
                            "they part at character 5:")
                    .contains("cause:    scheme:", "X-Forwarded-Proto", "trustedProxies", "publicBaseUrl");
            assertThatPageHeals();
        }
    }

    @Test
    void tellsThatAProxyAsksByAnotherName() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.ofHost(visit.demo())) {
            browser.open(proxy.url("127.0.0.1", "tea/green"));
            assertThat(String.join("\n", remarks(2)))
                    .contains("cause:    host:", "X-Forwarded-Host", "publicBaseUrl")
                    .contains("the page is not configured", "/wxconfig/sign answers 403");
        }
    }

    @Test
    void tellsThatAProxyListensOnAnotherPort() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.ofHost(visit.demo())) {
            browser.open(proxy.url("localhost", "tea/green"));
            assertThatComplaint().contains("cause:    port:", "X-Forwarded-Port", "publicBaseUrl", "80 and 443");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "path, /shop/, /tea/, shop/green?a=b, publicBaseUrl",
        "query, ?a=b, ?b=a, tea/green?a=b, pass the path and the query on",
        "query, ?a=b, '', tea/green?a=b, pass the path and the query on",
        "encoding, %7E, ~, tea/%7Egreen, pass the path and the query on",
        "session, ;jsessionid=1a2b, '', tea/green;jsessionid=1a2b?a=b, tracking-mode",
    })
    void tellsWhatAProxyRewrites(String cause, String from, String to, String page, String cure) throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.rewriting(visit.demo(), target -> target.replace(from, to))) {
            giveBridge(proxy);
            browser.open(proxy.url("127.0.0.1", page));
            assertThatComplaint().contains("cause:    " + cause + ":", cure);
            assertThatPageHeals();
        }
    }

    /** As single-page applications do; the refusal of the first address stays with the page's side. */
    @Test
    void verifiesTheAddressThatReplacedTheOtherBeforeWechatHasVerifiedIt() {
        visit.bridgeComesLate();
        browser.open(visit.demo()
                .add("late", "text/html", HTML.replace("<body>", LATER).getBytes(UTF_8)));
        assertThatPageHeals();
    }

    @Test
    void tellsWhatARefusalMeansWhereTheAddressIsRight() throws Exception {
        try (DemoVisit stale = DemoVisit.inWechat(Map.of("wxconfig.debug", "true"))) {
            stale.open("static.html");
            stale.demo().revokeTicket();
            stale.open("static.html");
            assertThat(remarks(stale.browser(), 3))
                    .last()
                    .asString()
                    .contains("config:invalid signature", "cause:    ticket:", "the server's log");
        }
    }

    /** The page's own origin has it, as a client needs no permission to ask. */
    private void giveBridge(ForgetfulProxy proxy) {
        browser.giveBridge(proxy.url("127.0.0.1", "simulator/bridge/preVerifyJSAPI"));
    }

    /** The address that the browser shows is signed on demand. */
    private void assertThatPageHeals() {
        browser.await("not verified", () -> browser.verdicts().contains("preVerifyJSAPI:ok"));
        assertThat(browser.errors()).isEmpty();
    }

    private AbstractStringAssert<?> assertThatComplaint() {
        return assertThat(String.join("\n", remarks(1))).contains("is not the one that the browser shows");
    }

    /** As many as there are to come, which may take a moment; but for what the demo's share cards lack. */
    private List<String> remarks(int count) {
        return remarks(browser, count);
    }

    private static List<String> remarks(Browser browser, int count) {
        List<String> heard = new ArrayList<>();
        browser.await("the console tells less than " + count, () -> {
            browser.remarks().stream()
                    .filter(remark -> !remark.contains("the share card"))
                    .forEach(heard::add);
            return heard.size() >= count;
        });
        return heard;
    }
}
