package io.github.wxconfig.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Another clock, moved. */
final class MovableClock implements InstantSource {
    private final InstantSource base;
    private volatile Duration offset = Duration.ZERO;

    MovableClock(InstantSource base) {
        this.base = base;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    synchronized void advance(Duration by) {
        offset = offset.plus(by);
    }

    synchronized void reset() {
        offset = Duration.ZERO;
    }

    Duration offset() {
        return offset;
    }
}
