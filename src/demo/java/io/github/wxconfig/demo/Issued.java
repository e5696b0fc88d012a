package io.github.wxconfig.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * A token or a ticket that was handed out.
 *
 * @param end when its time is over
 * @param cut when it stops working before that, for having been replaced or revoked; {@link Instant#MAX} if it was not
 */
record Issued(String value, Instant end, Instant cut) {
    static Issued lasting(String value, Instant now, Duration life) {
        return new Issued(value, now.plus(life), Instant.MAX);
    }

    Issued cutAt(Instant when) {
        return when.isBefore(cut) ? new Issued(value, end, when) : this;
    }

    boolean validAt(Instant now) {
        return now.isBefore(end) && now.isBefore(cut);
    }

    /** Whether it reached its natural end, which WeChat tells apart from having been replaced. */
    boolean expiredAt(Instant now) {
        return !now.isBefore(end) && !cut.isBefore(end);
    }

    long secondsLeft(Instant now) {
        return Duration.between(now, end).toSeconds();
    }
}
