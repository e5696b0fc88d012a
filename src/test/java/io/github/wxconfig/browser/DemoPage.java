package io.github.wxconfig.browser;

import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A page of the demo that is open in a browser, with its panel and the phone that the stand-in shows. */
record DemoPage(Browser browser) {
    /** What the page says of its signature, once it is known: verified, refused, offline or unsigned. */
    String verdict() {
        return browser.awaitValue(
                "no verdict", () -> Optional.of(state(find("#verdict"))).filter(state -> !state.equals("checking")));
    }

    String verdictMessage() {
        return find("#verdict-message").getText();
    }

    String verdictAdvice() {
        return find("#verdict-advice").getText();
    }

    /** The address for which the server signed. */
    String signedUrl() {
        return browser.text("document.getElementById('signed-url').textContent");
    }

    /** The address as WeChat takes it from the browser. */
    String urlWithoutFragment() {
        return browser.text("location.href.split('#')[0]");
    }

    void press(String button) {
        find("#" + button).click();
    }

    /** The newest result of a pressed button, once it has come. */
    WebElement result() {
        return browser.awaitValue(
                "no result", () -> results().stream().findFirst().filter(result -> !state(result)
                        .equals("pending")));
    }

    /** Newest first. */
    List<String> resultStates() {
        return results().stream().map(DemoPage::state).toList();
    }

    /** What the phone shows of this kind, once it does. */
    List<WebElement> onPhone(String selector) {
        return browser.awaitValue(selector + " is not on the phone", () -> Optional.of(phone(selector))
                .filter(found -> found.stream().anyMatch(WebElement::isDisplayed)));
    }

    void leavePhone() {
        onPhone(".dismiss").get(0).sendKeys(Keys.ESCAPE);
        browser.await("the phone stays", () -> phone("").isEmpty());
    }

    private List<WebElement> phone(String selector) {
        return find("#standin").getShadowRoot().findElements(By.cssSelector("dialog[open] " + selector));
    }

    private List<WebElement> results() {
        return browser.driver().findElements(By.cssSelector("#result article"));
    }

    private WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    private static String state(WebElement element) {
        return String.valueOf(element.getDomAttribute("data-state"));
    }
}
