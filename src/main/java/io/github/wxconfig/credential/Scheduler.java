package io.github.wxconfig.credential;

import java.time.Duration;

/** Runs work later, off the request threads and one piece at a time. */
public interface Scheduler extends AutoCloseable {
    /** Runs it once, after this delay or as soon after it as the work before it ends. */
    void after(Duration delay, Runnable work);

    /** The nanoseconds that have passed since some moment, whatever is done to the clock on the wall. */
    long elapsed();

    /** Forgets what waits, and leaves no thread behind. */
    @Override
    void close();
}
