package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.browser.Browser.Bridge;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The demo's single-page application in WeChat: every address that it gives itself is signed and verified. */
@BrowserTest
class SinglePageIT {
    private static final String COUNT = "document.querySelectorAll('#visits > li').length";

    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat();

    private final Browser browser = visit.browser();

    SinglePageIT() throws Exception {}

    @AfterEach
    void forgetsTheClient() {
        browser.evaluate("sessionStorage.clear()");
        visit.bridgeComesAtOnce();
    }

    @Test
    void verifiesTenNavigationsForAClientThatTakesTheCurrentAddress() throws Exception {
        openTeas();
        for (int tea = 9; tea >= 0; tea--) {
            assertThat(pick(tea)).isEqualTo("verified");
            assertThat(signedUrl()).isEqualTo(browser.text("location.href"));
        }
        assertThat(browser.verdicts()).hasSize(11).allMatch("preVerifyJSAPI:ok"::equals);
        assertThat(browser.errors()).isEmpty();
        browser.photograph("wechat-spa");
    }

    @Test
    void verifiesTenNavigationsForAClientThatTakesTheLandingAddress() throws Exception {
        browser.giveBridge(visit.demo().simulator(), Bridge.LANDING);
        openTeas();
        String landing = browser.text("location.href");
        for (int tea = 9; tea >= 0; tea--) {
            assertThat(pick(tea)).isEqualTo("verified");
            assertThat(signedUrl()).isEqualTo(landing);
        }
        assertThat(browser.verdicts().stream().filter("preVerifyJSAPI:ok"::equals))
                .hasSize(11);
        assertThat(browser.verdicts())
                .as("one attempt in vain, which is remembered")
                .hasSize(12);
        browser.photograph("wechat-spa-landing");
    }

    /** The demo has share=auto: after each navigation the card is the new address's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "LANDING"})
    void sharesTheAddressThatTheVisitorHasReached(String kind) {
        browser.giveBridge(
                visit.demo().simulator(), kind.isEmpty() ? new Bridge[0] : new Bridge[] {Bridge.valueOf(kind)});
        openTeas();
        for (int tea : List.of(3, 7)) {
            pick(tea);
            String shown = browser.text("location.href");
            browser.await("another address is shared than " + shown, () -> browser.text(
                            "WeixinJSBridge.calls.filter((call) => call.name === 'updateAppMessageShareData'"
                                    + " && call.answer.endsWith(':ok')).map((call) => call.link).pop() || ''")
                    .equals(shown));
        }
    }

    /** Then nothing tells of an approval but that no refusal comes. */
    @Test
    void findsOutWhatAClientVerifiesWhoseBridgeCannotBeChanged() {
        browser.giveBridge(visit.demo().simulator(), Bridge.LANDING, Bridge.FROZEN);
        openTeas();
        assertThat(pick(3)).isEqualTo("verified");
        assertThat(signedUrl()).endsWith("/spa/");
        assertThat(browser.verdicts())
                .isEqualTo(List.of("preVerifyJSAPI:ok", "preVerifyJSAPI:fail_invalid signature", "preVerifyJSAPI:ok"));
    }

    @Test
    void remembersTheKindOfClientOnTheNextPage() {
        browser.giveBridge(visit.demo().simulator(), Bridge.LANDING);
        openTeas();
        pick(3);
        openTeas();
        assertThat(pick(4)).isEqualTo("verified");
        assertThat(browser.verdicts()).isEqualTo(List.of("preVerifyJSAPI:ok", "preVerifyJSAPI:ok"));
    }

    @Test
    void findsOutThatTheClientIsOfAnotherKindThanRemembered() {
        openTeas();
        browser.evaluate("sessionStorage.setItem('wxconfig.verifies', 'landing')");
        openTeas();
        assertThat(pick(5)).isEqualTo("verified");
        assertThat(pick(6)).isEqualTo("verified");
        assertThat(browser.verdicts())
                .isEqualTo(List.of(
                        "preVerifyJSAPI:ok",
                        "preVerifyJSAPI:fail_invalid signature",
                        "preVerifyJSAPI:ok",
                        "preVerifyJSAPI:ok"));
    }

    @Test
    void verifiesBackAndForward() {
        openTeas();
        pick(1);
        pick(2);
        browser.driver().navigate().back();
        assertThat(verdictOfVisit(4)).isEqualTo("verified");
        assertThat(signedUrl()).endsWith("/spa/biluochun");
        browser.driver().navigate().forward();
        assertThat(verdictOfVisit(5)).isEqualTo("verified");
        assertThat(signedUrl()).endsWith("/spa/maofeng");
    }

    @Test
    void leavesTheFragmentAlone() {
        openTeas();
        browser.evaluate("(location.hash = 'a', history.pushState(null, '', '#b'), location.hash = 'c')");
        assertThat(pick(1)).isEqualTo("verified");
        assertThat(browser.verdicts()).hasSize(2);
    }

    @Test
    void signsTheLastOfAStorm() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.rewriting(visit.demo(), target -> target)) {
            openTeas(proxy);
            browser.evaluate(
                    """
                    (function () {
                      var left = 90;
                      (function next() {
                        history.replaceState(null, '', '?scrolled=' + left);
                        left > 0 && setTimeout(next, left-- % 10 === 0 ? 60 : 1);
                      })();
                    })()""");
            browser.await("the last address is not signed", () -> signedUrl().endsWith("/spa/?scrolled=0"));
            assertThat(verdictOfVisit(1)).isEqualTo("verified");
        }
    }

    @Test
    void signsOnceForManyChangesOfOneTask() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.rewriting(visit.demo(), target -> target)) {
            openTeas(proxy);
            browser.evaluate(
                    "(function () { for (var i = 90; i >= 0; i--) history.replaceState(null, '', '?at=' + i); })()");
            browser.await("the last address is not signed", () -> signedUrl().endsWith("/spa/?at=0"));
            assertThat(verdictOfVisit(1)).isEqualTo("verified");
            assertThat(proxy.asked()).isEqualTo(1);
        }
    }

    @Test
    void verifiesWhenTheTicketIsBack() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.rewriting(visit.demo(), target -> target)) {
            openTeas(proxy);
            proxy.refuseToSign(1);
            assertThat(pick(7)).isEqualTo("verified");
            assertThat(proxy.asked()).isEqualTo(2);
        }
    }

    @Test
    void tellsThePageThatThereIsNoTicketAndSignsTheNextAddress() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.rewriting(visit.demo(), target -> target)) {
            openTeas(proxy);
            proxy.refuseToSign(2);
            assertThat(pick(7)).isEqualTo("refused");
            assertThat(newest().getText()).contains("/wxconfig/sign answers 503");
            assertThat(pick(8)).isEqualTo("verified");
        }
    }

    @Test
    void verifiesTheAddressThatIsShownWhenTheBridgeComesLate() throws Exception {
        visit.bridgeComesLate();
        openTeas();
        assertThat(pick(2)).isEqualTo("verified");
    }

    @Test
    void signsNothingForAPageWhoseAddressStays() throws Exception {
        try (ForgetfulProxy proxy = ForgetfulProxy.rewriting(visit.demo(), target -> target)) {
            openTeas(proxy);
            assertThat(proxy.asked()).isZero();
        }
    }

    private void openTeas() {
        visit.open("spa/");
        assertThat(verdictOfVisit(1)).isEqualTo("verified");
    }

    private void openTeas(ForgetfulProxy proxy) {
        browser.giveBridge(proxy.url("127.0.0.1", "simulator/bridge/preVerifyJSAPI"));
        browser.open(proxy.url("127.0.0.1", "spa/"));
        assertThat(verdictOfVisit(1)).isEqualTo("verified");
    }

    /** Clicks on a tea; its verdict. */
    private String pick(int tea) {
        int visits = Integer.parseInt(browser.text(COUNT));
        browser.driver().findElements(By.cssSelector(".teas a")).get(tea).click();
        return verdictOfVisit(visits + 1);
    }

    private String verdictOfVisit(int number) {
        browser.await(
                "no verdict on visit " + number,
                () -> browser.text(COUNT).equals(String.valueOf(number))
                        && !"checking".equals(newest().getDomAttribute("data-state")));
        return String.valueOf(newest().getDomAttribute("data-state"));
    }

    private WebElement newest() {
        return browser.driver().findElement(By.cssSelector("#visits > li"));
    }

    private String signedUrl() {
        return browser.text("document.querySelector('#visits .signed').firstChild.textContent");
    }
}
