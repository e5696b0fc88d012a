package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's pages in WeChat, with the official script from its official address. */
@BrowserTest
class WechatIT {
    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat();

    WechatIT() throws Exception {}

    @AfterEach
    void bridgeComesAtOnceAgain() {
        visit.bridgeComesAtOnce();
    }

    @ParameterizedTest
    @CsvSource({
        "share.jsp, share",
        "tags.jsp, tags",
        "thymeleaf, thymeleaf",
        "static.html, static",
        "gbk.jsp, gbk",
        "card.html, card",
        "'', index"
    })
    void verifiesThePage(String page, String name) throws Exception {
        assertVerified(visit.open(page));
        assertThat(visit.browser().errors()).isEmpty();
        visit.browser().photograph("wechat-" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"share.jsp", "thymeleaf", "static.html", "gbk.jsp", "", "no/such/page"})
    void verifiesThePageWhenTheBridgeComesLate(String page) {
        visit.bridgeComesLate();
        assertVerified(visit.open(page));
    }

    @Test
    void verifiesTheErrorPageForTheAddressThatTheBrowserShows() throws Exception {
        assertVerified(visit.open("no/such/page?from=timeline"));
        assertThat(visit.browser().errors()).singleElement().asString().contains("404");
        visit.browser().photograph("wechat-404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "share.jsp?from=singlemessage&isappinstalled=0",
                "share.jsp?",
                "share.jsp?q=%E7%BB%BF%E8%8C%B6+a%20b&x=1%2F2&empty=&flag",
                "share.jsp?lower=%e8%8c%b6&twice=%25E8",
                "share.jsp?q=绿茶",
                "share.jsp?q='\"<>`|\\^{}[]&&=;",
                "share.jsp?</script><script>alert(1)</script>",
                "share.jsp?url=https://www.example.com/a?b=c&d",
                "share.jsp#section",
                "share.jsp?a=1#!/route?b=2&c=%23",
                "share.jsp;v=1?a=1",
                "thymeleaf?q='\"<>绿茶",
                "static.html?q='\"<>,;绿茶%2B+%20",
                "gbk.jsp?q=%C2%CC%B2%E8",
                "gbk.jsp?q=绿茶#绿",
                "?from=groupmessage",
                "没有/%E8%8C%B6/~a!$&'()*,=:@?茶"
            })
    void signsTheAddressAsTheBrowserShowsIt(String address) {
        assertVerified(visit.open(address));
    }

    @Test
    void rendersChineseOfAPageInGbk() {
        assertVerified(visit.open("gbk.jsp"));
        assertThat(visit.browser().text("document.characterSet")).isEqualTo("GBK");
        assertThat(visit.browser().text("document.title")).isEqualTo("GBK 页面 · A GBK page");
    }

    private void assertVerified(DemoPage page) {
        assertThat(page.verdict()).as(page.verdictMessage()).isEqualTo("verified");
        assertThat(visit.browser().verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok"));
        assertThat(page.signedUrl()).isEqualTo(page.urlWithoutFragment());
    }
}
