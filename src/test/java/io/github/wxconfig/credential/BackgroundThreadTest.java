package io.github.wxconfig.credential;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BackgroundThreadTest {
    private static final Duration NOW = Duration.ZERO;

    private final BackgroundThread thread = new BackgroundThread("wxconfig-test");

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void runsWorkOnADaemonThreadOfThisName() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        thread.after(NOW, () -> ran.complete(Thread.currentThread()));

        assertThat(ran.get().getName()).isEqualTo("wxconfig-test");
        assertThat(ran.get().isDaemon()).isTrue();
        assertThat(ran.get().getContextClassLoader())
                .isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void runsOnePieceAfterTheOther() throws Exception {
        BlockingQueue<String> ran = new LinkedBlockingQueue<>();
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        thread.after(NOW, () -> {
            await(firstMayEnd);
            ran.add("first");
        });
        thread.after(Duration.ofMillis(1), () -> ran.add("second"));

        firstMayEnd.countDown();

        assertThat(List.of(ran.take(), ran.take())).containsExactly("first", "second");
    }

    @Test
    void goesOnAfterWorkThatFails() throws Exception {
        CompletableFuture<String> ran = new CompletableFuture<>();
        thread.after(NOW, () -> {
            throw new IllegalStateException("expected");
        });
        thread.after(NOW, () -> ran.complete("the next"));

        assertThat(ran.get()).isEqualTo("the next");
    }

    @Test
    void interruptsWhatRunsWhenClosedAndLeavesNoThread() throws Exception {
        CompletableFuture<Thread> running = new CompletableFuture<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        thread.after(NOW, () -> {
            running.complete(Thread.currentThread());
            interrupted.set(!await(new CountDownLatch(1)));
        });
        Thread worker = running.get();

        thread.close();

        assertThat(interrupted).isTrue();
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void forgetsWhatWaitsOrComesWhenClosed() {
        AtomicBoolean ran = new AtomicBoolean();
        thread.after(Duration.ofHours(1), () -> ran.set(true));
        thread.close();
        thread.after(NOW, () -> ran.set(true));

        assertThat(ran).isFalse();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
