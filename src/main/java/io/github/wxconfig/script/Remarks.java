package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import org.slf4j.Logger;

/** Tells the log once of each thing that is wrong with a template; safe for use by many threads. */
final class Remarks {
    private static final Logger log = Logs.of(Remarks.class);

    private final LogLimit limit;

    Remarks(LogLimit limit) {
        this.limit = limit;
    }

    void tell(String remark) {
        String shown = Printable.message(remark);
        if (limit.admits(shown)) {
            log.warn("{}", shown);
        }
    }
}
