package io.github.wxconfig.script;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log once of each thing that is wrong with a template; safe for use by many threads. */
final class Remarks {
    private static final Logger log = LoggerFactory.getLogger(Remarks.class);

    /** A remark may have names in it that a visitor has sent: the memory of what was told has an end. */
    private static final int MOST = 200;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void tell(String remark) {
        if (told.size() < MOST && told.add(remark)) {
            log.warn("{}", remark);
        }
    }
}
