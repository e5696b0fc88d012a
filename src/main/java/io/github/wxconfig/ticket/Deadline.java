package io.github.wxconfig.ticket;

import java.time.Duration;
import java.time.InstantSource;

/**
 * A moment to come, by two clocks: the one on the wall, which somebody may set, and the time that passes, which may stand
 * still while the machine sleeps. It is over as soon as one of them says so.
 *
 * @param onTheWall when it is over by the clock, in milliseconds since 1970
 * @param passed when it is over by {@link Scheduler#elapsed()}
 */
record Deadline(long onTheWall, long passed, InstantSource clock, Scheduler scheduler) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** A moment this far from now, and at most a day: no failure and no lifetime counts for longer. */
    static Deadline in(Duration left, InstantSource clock, Scheduler scheduler) {
        Duration bounded = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        Duration ahead = bounded.isNegative() ? Duration.ZERO : bounded;
        return new Deadline(clock.millis() + ahead.toMillis(), scheduler.elapsed() + ahead.toNanos(), clock, scheduler);
    }

    boolean isOver() {
        return clock.millis() >= onTheWall || scheduler.elapsed() - passed >= 0;
    }

    /** Zero or less: it is over. */
    Duration left() {
        Duration byTheWall = Duration.ofMillis(onTheWall - clock.millis());
        Duration byWhatPasses = Duration.ofNanos(passed - scheduler.elapsed());
        return byTheWall.compareTo(byWhatPasses) < 0 ? byTheWall : byWhatPasses;
    }
}
