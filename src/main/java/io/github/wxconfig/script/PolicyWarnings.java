package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import java.util.List;
import org.slf4j.Logger;

/** Tells once of each directive that blocks the script; safe for use by many threads. */
final class PolicyWarnings {
    private static final Logger log = Logs.of(PolicyWarnings.class);

    private final LogLimit limit = new LogLimit();

    /** Of a page that gets no script. */
    void tell(List<String> directives) {
        tell("A page is served without its script, because its Content-Security-Policy blocks it.", directives);
    }

    /** Of a page that is configured, and lacks what else it asks for. */
    void tellOfFile(List<String> directives) {
        tell(
                "A page lacks its share card, its navigation or its diagnosis, because its Content-Security-Policy blocks"
                        + " the file that brings them.",
                directives);
    }

    private void tell(String what, List<String> directives) {
        for (String directive : directives) {
            String shown = Printable.message(directive);
            if (limit.admits(what + shown)) {
                log.warn(
                        "{} Let the policy say: {}{}",
                        what,
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
