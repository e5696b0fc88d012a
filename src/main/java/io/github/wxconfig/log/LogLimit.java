package io.github.wxconfig.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets each event into the log once, and not too many of them: visitors choose what some events are, and may choose
 * another one with each request. Events that recur while they are remembered go before those that were seen once only, so
 * that thousands of random ones cannot hide the one that an operator needs. What has not been seen for long is forgotten,
 * and may be logged again. Safe for use by many threads.
 */
public final class LogLimit {
    private static final int REMEMBERED = 500;
    private static final int AT_FIRST_SIGHT = 20;
    /** More than that only for events that recur. */
    private static final int AT_ONCE = 2 * AT_FIRST_SIGHT;

    private static final int FOR_RECURRING = AT_ONCE - AT_FIRST_SIGHT;
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final InstantSource clock;
    /** Whether it was logged, by event; the one that was seen least recently comes first. */
    private final Map<String, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true);

    private int lines = AT_ONCE;
    private Instant counted;

    /** A memory of its own, for one kind of event of one account. */
    public LogLimit() {
        this(InstantSource.system());
    }

    /** @param clock allows another line a minute, once the first ones are used up */
    public LogLimit(InstantSource clock) {
        this.clock = clock;
        this.counted = clock.instant();
    }

    /**
     * Whether to log this event now.
     *
     * @param event what makes it another one: its text, or the part of it that differs; bounded, as it is kept
     */
    public synchronized boolean admits(String event) {
        Boolean logged = seen.get(event);
        if (Boolean.TRUE.equals(logged)) {
            return false;
        }
        refill();
        boolean admitted = lines > (logged == null ? FOR_RECURRING : 0);
        if (admitted) {
            lines--;
        }
        seen.put(event, admitted);
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.keySet().iterator().next());
        }
        return admitted;
    }

    private void refill() {
        Instant now = clock.instant();
        long due = Duration.between(counted, now).dividedBy(BETWEEN_LINES);
        lines = (int) Math.min(AT_ONCE, lines + Math.max(0, due));
        counted = due < 0 ? now : counted.plus(BETWEEN_LINES.multipliedBy(due));
    }
}
