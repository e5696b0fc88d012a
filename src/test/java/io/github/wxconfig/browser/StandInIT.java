package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The demo's pages where there is no WeChat: their stand-in plays it, under the official script. */
@BrowserTest
class StandInIT {
    @AutoClose
    private final DemoVisit visit = DemoVisit.onDesktop();

    StandInIT() throws Exception {}

    @ParameterizedTest
    @CsvSource({
        "share.jsp, share",
        "thymeleaf, thymeleaf",
        "static.html, static",
        "gbk.jsp, gbk",
        "card.html, card",
        "spa/, spa",
        "'', index"
    })
    void verifiesThePage(String page, String name) throws Exception {
        assertThat(visit.open(page).verdict()).isEqualTo("verified");
        assertThat(visit.browser().errors()).isEmpty();
        visit.browser().photograph("desktop-" + name);
    }

    @Test
    void verifiesTheErrorPage() throws Exception {
        assertThat(visit.open("no/such/page").verdict()).isEqualTo("verified");
        assertThat(visit.browser().errors()).singleElement().asString().contains("404");
        visit.browser().photograph("desktop-404");
    }

    /** The browser counts the page as loaded when the script has come; so the page itself presses the button before. */
    @Test
    void keepsWhatAVisitorAsksUntilTheScriptHasCome() throws Exception {
        String press =
                """
                new MutationObserver((changes, observer) => {
                  const said = document.getElementById('verdict-message');
                  if (said && said.textContent.includes('has not come yet')) {
                    observer.disconnect();
                    document.getElementById('network').click();
                    window.pressed = document.querySelector('#result article').dataset.state;
                  }
                }).observe(document, { subtree: true, childList: true });
                """;
        ChromeDriver driver = visit.browser().driver();
        Object script = Objects.requireNonNull(
                driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", press))
                        .get("identifier"));
        visit.demo().slowScript();
        try {
            DemoPage page = verifiedPage("share.jsp");
            assertThat(visit.browser().text("window.pressed")).isEqualTo("pending");
            page.result();
            assertThat(page.resultStates()).containsExactly("ok");
            assertThat(visit.browser().errors()).isEmpty();
        } finally {
            visit.demo().clearFaults();
            driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }

    @Test
    void leadsHome() {
        visit.open("share.jsp");
        visit.browser().driver().findElement(By.cssSelector(".bar nav a")).click();
        assertThat(visit.browser().text("location.href")).isEqualTo(visit.demo().url(""));
        assertThat(visit.browser().text("document.querySelector('[aria-current=page]').href"))
                .isEqualTo(visit.demo().url(""));
    }

    @Test
    void showsTheCardOfThePageInAChat() throws Exception {
        DemoPage page = verifiedPage("thymeleaf");
        page.press("share");
        assertThat(page.onPhone(".chat [data-word=title]").get(0).getText())
                .isEqualTo("Thymeleaf 页面 · A Thymeleaf page");
        visit.browser().photograph("desktop-share-card");
        page.leavePhone();
        page.result();
        assertThat(page.resultStates()).containsExactly("ok", "ok");
        assertThat(visit.browser().errors()).isEmpty();
    }

    /** The page has tags and nothing else. */
    @Test
    void showsTheCardThatThePageHasByItsTags() throws Exception {
        verifiedPage("card.html");
        visit.browser().await("no card is shown", () -> tiles().size() == 4);
        assertThat(tiles().subList(0, 2)).allSatisfy(tile -> assertThat(tile.getText())
                .contains("明前龙井：两片叶子，一个芽 · Longjing tea, picked before the rains"));
        assertThat(tiles()).allSatisfy(tile -> {
            WebElement picture = tile.findElement(By.cssSelector(".thumbnail img"));
            assertThat(picture.getDomProperty("src")).isEqualTo(visit.demo().url("tea.png"));
            visit.browser()
                    .await(
                            "no picture",
                            () -> Boolean.TRUE.equals(
                                    visit.browser().evaluate("arguments[0].naturalWidth > 0", picture)));
        });
        visit.browser().photograph("desktop-card-tiles");
        visit.browser()
                .evaluate("document.getElementById('standin').shadowRoot.getElementById('standin-menu').click()");
        DemoPage page = new DemoPage(visit.browser());
        page.onPhone("[data-item='menuItem:share:timeline']").get(0).click();
        assertThat(page.onPhone(".strip [data-word=title]").get(0).getText()).startsWith("明前龙井");
        assertThat(page.onPhone(".destination").get(0).getText())
                .contains(visit.demo().url("card.html"));
        visit.browser().photograph("desktop-card-moments");
        assertThat(visit.browser().errors()).isEmpty();
    }

    private List<WebElement> tiles() {
        return visit.browser().driver().findElements(By.cssSelector(".tile")).stream()
                .flatMap(tile -> tile.getShadowRoot().findElements(By.cssSelector(".entry, .card")).stream())
                .toList();
    }

    @Test
    void givesThePageThePhotosThatTheVisitorPicks() throws Exception {
        DemoPage page = verifiedPage("share.jsp");
        page.press("choose-image");
        page.onPhone(".photos button").subList(0, 2).forEach(WebElement::click);
        visit.browser().photograph("desktop-album");
        page.onPhone(".done").get(0).click();
        WebElement result = page.result();
        assertThat(page.resultStates()).containsExactly("ok");
        assertThat(result.findElements(By.cssSelector(".gallery img")))
                .hasSize(2)
                .allSatisfy(photo -> visit.browser()
                        .await(
                                "a photo is not shown",
                                () -> Boolean.TRUE.equals(
                                        visit.browser().evaluate("arguments[0].naturalWidth > 0", photo))));
        assertThat(visit.browser().errors()).isEmpty();
    }

    @Test
    void tellsThePageThatTheVisitorPicksNothing() {
        DemoPage page = verifiedPage("static.html");
        page.press("choose-image");
        page.onPhone(".dismiss").get(0).click();
        page.result();
        assertThat(page.resultStates()).containsExactly("cancel");
    }

    @Test
    void givesThePageTheCodeThatTheVisitorScans() throws Exception {
        DemoPage page = verifiedPage("gbk.jsp");
        page.press("scan");
        WebElement code = page.onPhone(".codes button").get(0);
        visit.browser().photograph("desktop-scanner");
        code.click();
        assertThat(page.result().getText()).contains("\"errMsg\": \"scanQRCode:ok\"", "\"resultStr\": ");
        visit.browser().photograph("desktop-result");
        assertThat(visit.browser().errors()).isEmpty();
    }

    @Test
    void deniesAnApiThatThePageMayNotUseAndSaysWhatToDo() throws Exception {
        DemoPage page = verifiedPage("share.jsp");
        page.press("unlisted");
        assertThat(page.result().getText()).contains("permission denied", "jsApiList");
        visit.browser().photograph("desktop-denied");
    }

    private DemoPage verifiedPage(String name) {
        DemoPage page = visit.open(name);
        assertThat(page.verdict()).isEqualTo("verified");
        return page;
    }
}
