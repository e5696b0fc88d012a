package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.wxconfig.browser.Browser;
import io.github.wxconfig.browser.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openqa.selenium.chrome.ChromeDriver;

/** A Chromium that finds every host on this machine, and tells of many pages at once. */
final class VisitingBrowser implements AutoCloseable {
    /** So many frames at a time: the hosts among them are processes of their own. */
    private static final int FRAMES = 60;

    /** For all frames of a page; those that have not answered then show no address. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Browser browser;
    private final Gson gson = new Gson();

    /**
     * Starts it.
     *
     * @param http where port 80 of every host is
     * @param https where port 443 of every host is; other ports are where their numbers say
     */
    VisitingBrowser(Machine machine, int http, int https) throws IOException {
        browser = Browser.withHosts(
                machine,
                "MAP *.wx.qq.com ~NOTFOUND, MAP *:80 127.0.0.1:%d, MAP *:443 127.0.0.1:%d, MAP * 127.0.0.1"
                        .formatted(http, https));
        driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
        driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", resource("visit.js")));
    }

    /** Opens this address in the window. */
    Visit open(String url) {
        driver().get(url);
        return window();
    }

    /** Sends a form from the page in the window to this address. */
    Visit post(String url) {
        driver().executeScript(
                        "window.seen=null;var form=document.createElement('form');form.method='post';form.action=arguments[0];"
                                + "document.body.appendChild(form);form.submit()",
                        url);
        return window();
    }

    private Visit window() {
        return browser.awaitValue(
                "no page", () -> Optional.ofNullable(browser.evaluate("window.seen?JSON.stringify(window.seen):null"))
                        .map(seen -> gson.fromJson(seen.toString(), Visit.class)));
    }

    /** Opens these addresses in frames of a page; the answers are in the same order. */
    List<Visit> openAll(String page, List<String> urls) {
        List<Visit> visits = new ArrayList<>();
        for (int from = 0; from < urls.size(); from += FRAMES) {
            List<String> some = urls.subList(from, Math.min(from + FRAMES, urls.size()));
            driver().get(page);
            Object seen = driver().executeAsyncScript(resource("visits.js"), some, PATIENCE_MILLIS);
            visits.addAll(List.of(gson.fromJson(Objects.requireNonNull(seen).toString(), Visit[].class)));
        }
        return visits;
    }

    private ChromeDriver driver() {
        return browser.driver();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(VisitingBrowser.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
