package io.github.wxconfig.ticket;

import io.github.wxconfig.log.Logs;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A {@link Scheduler} with one daemon thread, which keeps the context class loader of the application. It is no executor:
 * to plan the next run, an executor needs memory and a queue, and without them it would plan none.
 */
public final class BackgroundThread implements Scheduler {
    private static final Logger log = Logs.of(BackgroundThread.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long AFTER_A_FAILURE = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
    private volatile boolean awake;
    private @Nullable Class<?> lastFailure;

    /** @param name the thread's name in a thread dump */
    public BackgroundThread(String name) {
        this.name = name;
    }

    @Override
    public void repeat(Supplier<Duration> work) {
        Thread started = new Thread(() -> run(work), name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run(Supplier<Duration> work) {
        while (!closed) {
            awake = false;
            long end = nanosAfter(work) + System.nanoTime();
            for (long left = end - System.nanoTime(); left > 0 && !closed && !awake; left = end - System.nanoTime()) {
                boolean unused = Thread.interrupted(); // left by the work, it would keep this thread from parking
                LockSupport.parkNanos(this, left);
            }
        }
    }

    private long nanosAfter(Supplier<Duration> work) {
        try {
            long delay = TimeUnit.NANOSECONDS.convert(work.get());
            lastFailure = null;
            return delay;
        } catch (RuntimeException | Error e) {
            tell(e);
            return AFTER_A_FAILURE;
        }
    }

    /** The log itself may be what failed. */
    private void tell(Throwable failure) {
        try {
            if (!closed && failure.getClass() != lastFailure) {
                lastFailure = failure.getClass();
                log.error("{} failed in an unexpected way, and goes on.", name, failure);
            }
        } catch (RuntimeException | Error e) {
            lastFailure = null;
        }
    }

    @Override
    public void wake() {
        awake = true;
        LockSupport.unpark(thread);
    }

    @Override
    public long elapsed() {
        return System.nanoTime();
    }

    /**
     * What runs may end by itself for a moment: an interrupt in the middle of a write would spoil what is stored. A
     * container looks for threads as soon as this returns.
     */
    @Override
    public void close() {
        closed = true;
        Thread ending = thread;
        if (ending == null || ending == Thread.currentThread()) {
            return;
        }
        LockSupport.unpark(ending);
        try {
            ending.join(PATIENCE.toMillis());
            if (ending.isAlive()) {
                ending.interrupt();
                ending.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            ending.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
