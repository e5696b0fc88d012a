package io.github.wxconfig.credential;

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
    /** A moment this far from now. */
    static Deadline in(Duration left, InstantSource clock, Scheduler scheduler) {
        return new Deadline(clock.millis() + left.toMillis(), scheduler.elapsed() + left.toNanos(), clock, scheduler);
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
