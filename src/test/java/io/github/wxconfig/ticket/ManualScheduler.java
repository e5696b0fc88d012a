package io.github.wxconfig.ticket;

import io.github.wxconfig.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs work on the thread of the test, when the test lets time pass. Like a real one it counts time by itself: a clock
 * that is moved alone is a clock that was set, or a machine that slept.
 */
final class ManualScheduler implements Scheduler {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private record Waiting(Duration at, Supplier<Duration> work) {}

    private final ManualClock clock;
    private final List<Waiting> waiting = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;
    private boolean closed;

    ManualScheduler(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public void repeat(Supplier<Duration> work) {
        waiting.add(new Waiting(elapsed, work));
    }

    private void run(Supplier<Duration> work) {
        Duration delay = AFTER_A_FAILURE;
        try {
            delay = work.get();
        } catch (RuntimeException | Error e) {
            // As the real one does.
        }
        if (!closed) {
            waiting.add(new Waiting(elapsed.plus(delay), work));
        }
    }

    @Override
    public void wake() {
        List<Waiting> sleeping = List.copyOf(waiting);
        waiting.clear();
        sleeping.forEach(each -> waiting.add(new Waiting(elapsed, each.work())));
    }

    @Override
    public long elapsed() {
        return elapsed.toNanos();
    }

    /** Lets this much time pass, and runs what becomes due at its moment. */
    void pass(Duration time) {
        Duration end = elapsed.plus(time);
        for (Optional<Waiting> next = due(end); next.isPresent(); next = due(end)) {
            waiting.remove(next.get());
            moveTo(next.get().at());
            run(next.get().work());
        }
        moveTo(end);
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }

    private Optional<Waiting> due(Duration end) {
        return waiting.stream().filter(next -> next.at().compareTo(end) <= 0).min(Comparator.comparing(Waiting::at));
    }

    private void moveTo(Duration moment) {
        if (moment.compareTo(elapsed) > 0) {
            clock.advance(moment.minus(elapsed));
            elapsed = moment;
        }
    }
}
