package io.github.wxconfig.store;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ehcache.core.spi.service.ExecutionService;
import org.ehcache.spi.service.Service;
import org.ehcache.spi.service.ServiceProvider;

/**
 * Lets Ehcache write its files on the thread that uses the cache. A thread of its own would end a little later than
 * Ehcache says, and a container that stops the application at that moment would report it as a leak.
 */
final class CallingThread implements ExecutionService {
    @Override
    public ExecutorService getOrderedExecutor(String pool, BlockingQueue<Runnable> queue) {
        return new Executor();
    }

    @Override
    public ExecutorService getUnorderedExecutor(String pool, BlockingQueue<Runnable> queue) {
        return new Executor();
    }

    /** Ehcache asks for one where it writes behind, which this project's caches do not. */
    @Override
    public ScheduledExecutorService getScheduledExecutor(String pool) {
        throw new IllegalArgumentException("Nothing is done later here");
    }

    @Override
    public void start(ServiceProvider<Service> services) {}

    @Override
    public void stop() {}

    private static final class Executor extends AbstractExecutorService {
        private volatile boolean shutdown;

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {
            shutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shutdown;
        }

        @Override
        public boolean isTerminated() {
            return shutdown;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return shutdown;
        }
    }
}
