package io.github.wxconfig.script;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once of each directive that blocks the script; safe for use by many threads. */
final class PolicyWarnings {
    private static final Logger log = LoggerFactory.getLogger(PolicyWarnings.class);

    /** A policy may differ from response to response: the memory of what was told has an end. */
    private static final int MOST = 100;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void tell(List<String> directives) {
        for (String directive : directives) {
            if (told.size() < MOST && told.add(directive)) {
                log.warn(
                        "A page is served without its script, because its Content-Security-Policy blocks it. Let the"
                                + " policy say: {}{}",
                        directive,
                        directive.contains(ContentSecurityPolicy.VALUE)
                                ? " ("
                                        + ContentSecurityPolicy.VALUE
                                        + " is the response's nonce: random, and new for each response)"
                                : "");
            }
        }
    }
}
