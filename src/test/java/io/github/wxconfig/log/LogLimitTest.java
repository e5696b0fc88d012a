package io.github.wxconfig.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogLimitTest {
    private final ManualClock clock = new ManualClock();
    private final LogLimit limit = new LogLimit(clock);

    @Test
    void admitsEachEventOnce() {
        assertThat(limit.admits("a")).isTrue();
        assertThat(limit.admits("a")).isFalse();
        assertThat(limit.admits("b")).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(limit.admits("a")).isFalse();
    }

    @Test
    void admitsFewOfManyThatComeAtOnce() {
        assertThat(admittedOf(10_000)).isEqualTo(20);
    }

    @Test
    void admitsOneThatRecursAfterMany() {
        admittedOf(10_000);

        assertThat(limit.admits("real")).isFalse();
        assertThat(limit.admits("real")).isTrue();
        assertThat(limit.admits("real")).isFalse();
    }

    @Test
    void admitsOneThatIsNewWhenTimeHasPassed() {
        admittedOf(10_000);
        clock.advance(Duration.ofMinutes(1));

        assertThat(limit.admits("real")).isTrue();
    }

    /** A scanner may come back to what it made up. */
    @Test
    void admitsOneAMinuteOfManyThatRecur() {
        for (int round = 0; round < 3; round++) {
            admittedOf(400);
        }
        assertThat(admittedOf(400)).isZero();
        clock.advance(Duration.ofSeconds(59));
        assertThat(admittedOf(400)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(admittedOf(400)).isOne();
        clock.advance(Duration.ofSeconds(90));
        assertThat(admittedOf(400)).isOne();
        clock.advance(Duration.ofSeconds(30));
        assertThat(admittedOf(400)).isOne();
    }

    @Test
    void forgetsWhatWasNotSeenForLong() {
        limit.admits("once");
        IntStream.range(0, 1000).forEach(i -> {
            limit.admits("often");
            limit.admits("other" + i);
        });
        clock.advance(Duration.ofHours(1));

        assertThat(limit.admits("often")).isFalse();
        assertThat(limit.admits("once")).isTrue();
    }

    @Test
    void goesOnWhenTheClockIsSetBack() {
        admittedOf(10_000);
        clock.advance(Duration.ofDays(-1));
        limit.admits("any");
        clock.advance(Duration.ofMinutes(1));

        assertThat(limit.admits("real")).isTrue();
    }

    private long admittedOf(int number) {
        return IntStream.range(0, number)
                .filter(i -> limit.admits("made up " + i))
                .count();
    }
}
