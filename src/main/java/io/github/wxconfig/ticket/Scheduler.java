package io.github.wxconfig.ticket;

import java.time.Duration;
import java.util.function.Supplier;

/** Runs one piece of work again and again, off the request threads. */
public interface Scheduler extends AutoCloseable {
    /**
     * Runs it at once and from then on each time after the delay that it returned; or after a second, if it threw
     * whatever it be. To be called once.
     */
    void repeat(Supplier<Duration> work);

    /** Has the work run in a moment, before its delay is over. May be called by any thread. */
    void wake();

    /** The nanoseconds that have passed since some moment, whatever is done to the clock on the wall. */
    long elapsed();

    /** Ends the repetition, and leaves no thread behind. */
    @Override
    void close();
}
