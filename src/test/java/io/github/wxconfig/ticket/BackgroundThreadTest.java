package io.github.wxconfig.ticket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.LogCapture;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class BackgroundThreadTest {
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final BackgroundThread thread = new BackgroundThread("wxconfig-test");

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void runsWorkOnADaemonThreadOfThisName() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        thread.repeat(() -> {
            ran.complete(Thread.currentThread());
            return AN_HOUR;
        });

        assertThat(ran.get().getName()).isEqualTo("wxconfig-test");
        assertThat(ran.get().isDaemon()).isTrue();
        assertThat(ran.get().getContextClassLoader())
                .isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void runsWorkAgainAfterTheDelayThatItReturned() throws Exception {
        BlockingQueue<Long> runs = new LinkedBlockingQueue<>();
        thread.repeat(() -> {
            runs.add(System.nanoTime());
            return runs.size() < 3 ? A_MOMENT : AN_HOUR;
        });

        long first = runs.take();
        long second = runs.take();
        assertThat(Duration.ofNanos(second - first)).isGreaterThanOrEqualTo(A_MOMENT);
        assertThat(runs.take()).isGreaterThan(second);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("expected"), new InternalError("expected"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void goesOnAfterWorkThatFailsAndSaysSo(Throwable failure) throws Exception {
        CountDownLatch runs = new CountDownLatch(2);
        try (LogCapture log = new LogCapture()) {
            thread.repeat(() -> {
                runs.countDown();
                return sneakyThrow(failure);
            });

            assertThat(runs.await(10, SECONDS)).isTrue();
            assertThat(log.text()).contains("ERROR", "wxconfig-test failed", failure.toString());
        }
    }

    /** An interrupt that is left over must not keep the thread from waiting. */
    @Test
    void waitsThoughTheWorkLeavesItInterrupted() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch ran = new CountDownLatch(1);
        thread.repeat(() -> {
            runs.incrementAndGet();
            ran.countDown();
            Thread.currentThread().interrupt();
            return AN_HOUR;
        });

        assertThat(ran.await(10, SECONDS)).isTrue();
        thread.close();
        assertThat(runs).hasValue(1);
    }

    @Test
    void interruptsWhatRunsWhenClosedAndLeavesNoThread() throws Exception {
        CompletableFuture<Thread> running = new CompletableFuture<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        thread.repeat(() -> {
            running.complete(Thread.currentThread());
            interrupted.set(!await(new CountDownLatch(1)));
            return AN_HOUR;
        });
        Thread worker = running.get();

        thread.close();

        assertThat(interrupted).isTrue();
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void endsAtOnceWhenItWaits() throws Exception {
        CompletableFuture<Thread> running = new CompletableFuture<>();
        thread.repeat(() -> {
            running.complete(Thread.currentThread());
            return ChronoUnit.FOREVER.getDuration();
        });
        Thread worker = running.get();

        thread.close();

        assertThat(worker.isAlive()).isFalse();
    }

    private static Duration sneakyThrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
