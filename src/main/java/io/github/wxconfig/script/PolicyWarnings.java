package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Printable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once of each directive that blocks the script; safe for use by many threads. */
final class PolicyWarnings {
    private static final Logger log = LoggerFactory.getLogger(PolicyWarnings.class);

    private final LogLimit limit = new LogLimit();

    void tell(List<String> directives) {
        for (String directive : directives) {
            String shown = Printable.message(directive);
            if (limit.admits(shown)) {
                log.warn(
                        "A page is served without its script, because its Content-Security-Policy blocks it. Let the"
                                + " policy say: {}{}",
                        shown,
                        directive.contains(ContentSecurityPolicy.VALUE)
                                ? " ("
                                        + ContentSecurityPolicy.VALUE
                                        + " is the response's nonce: random, and new for each response)"
                                : "");
            }
        }
    }
}
