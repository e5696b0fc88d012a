package io.github.wxconfig.credential;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link Scheduler} with one daemon thread, which keeps the context class loader of the application. */
public final class BackgroundThread implements Scheduler {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread started;

    /** @param name the thread's name in a thread dump */
    public BackgroundThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            started = thread;
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void after(Duration delay, Runnable work) {
        try {
            ScheduledFuture<?> unused = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            if (!executor.isShutdown()) {
                throw e;
            }
        }
    }

    @Override
    public long elapsed() {
        return System.nanoTime();
    }

    /**
     * What runs may end by itself for a moment: an interrupt in the middle of a write would spoil what is stored. The
     * executor is done a little before its thread is, and a container looks for threads as soon as this returns.
     */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
            Thread ending = started;
            if (ending != null) {
                ending.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
