package io.github.wxconfig;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Safe for use by many threads. */
public final class ManualClock implements InstantSource {
    private volatile Instant now;

    /** Starts at ten in the morning in China, far from the midnight at which WeChat counts anew. */
    public ManualClock() {
        this(Instant.parse("2026-03-02T02:00:00Z"));
    }

    public ManualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
