package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs once of each kind what failed while a page was served, which goes on without it; safe for use by many threads. */
final class PageFailures {
    private static final Logger log = Logs.of(PageFailures.class);

    private final LogLimit searches = new LogLimit();
    private final LogLimit nonces = new LogLimit();

    /** Tells of a page that stays without its script, because the search for the place failed. */
    void search(Throwable failure) {
        if (searches.admits(failure.getClass().getName())) {
            log.error(
                    "A page is served without its script, because the search for the place failed: {}",
                    Printable.trace(failure));
        }
    }

    /** What the application's function answers; null where it fails, and the policy's own header is asked. */
    @Nullable String nonce(Function<HttpServletRequest, @Nullable String> function, HttpServletRequest request) {
        try {
            return function.apply(request);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            if (nonces.admits(failure.getClass().getName())) {
                log.error(
                        "The function cspNonce failed, so the page gets the nonce that its Content-Security-Policy names,"
                                + " if any. Let it return null where it knows none: {}",
                        Printable.trace(failure));
            }
            return null;
        }
    }
}
