package io.github.wxconfig.watch;

import io.github.wxconfig.credential.CredentialException;
import io.github.wxconfig.credential.CredentialException.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what happens to the pages and calls of one account. Safe for use by many threads. */
public final class AccountTally {
    private static final String UNEXPECTED = "unexpected";

    private final InstantSource clock;
    private final LongAdder signed = new LongAdder();
    private final Map<Unsigned, LongAdder> unsigned = new EnumMap<>(Unsigned.class);
    private final LongAdder renewals = new LongAdder();
    private final SortedMap<String, LongAdder> failures = new TreeMap<>();
    private volatile @Nullable Failure last;

    /** @param clock tells when an error was the last one */
    public AccountTally(InstantSource clock) {
        this.clock = clock;
        for (Unsigned reason : Unsigned.values()) {
            unsigned.put(reason, new LongAdder());
        }
        for (Problem problem : Problem.values()) {
            failures.put(label(problem), new LongAdder());
        }
        failures.put(UNEXPECTED, new LongAdder());
    }

    private record Failure(String message, Instant at) {}

    private static String label(Problem problem) {
        return problem.name().toLowerCase(Locale.ROOT);
    }

    /** Counts a page by whether there are values for it, and returns them. */
    public <T> Optional<T> signed(Optional<T> values) {
        if (values.isPresent()) {
            signed.increment();
        } else {
            unsigned(Unsigned.NO_TICKET);
        }
        return values;
    }

    /** Counts a page that passes as it is. */
    public void unsigned(Unsigned reason) {
        count(unsigned.get(reason));
    }

    void renewed() {
        renewals.increment();
    }

    /** What an issuer of somebody's own says in an unexpected exception is not repeated. */
    void failed(RuntimeException failure) {
        boolean known = failure instanceof CredentialException;
        count(failures.get(failure instanceof CredentialException told ? label(told.problem()) : UNEXPECTED));
        String message = known ? String.valueOf(failure.getMessage()) : failure.getClass() + "; the log has more.";
        last = new Failure(message, clock.instant());
    }

    private static void count(@Nullable LongAdder adder) {
        if (adder != null) {
            adder.increment();
        }
    }

    long signed() {
        return signed.sum();
    }

    Map<String, Long> unsigned() {
        Map<String, Long> counts = new TreeMap<>();
        unsigned.forEach((reason, count) -> counts.put(reason.label(), count.sum()));
        return counts;
    }

    long renewals() {
        return renewals.sum();
    }

    Map<String, Long> failures() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((label, count) -> counts.put(label, count.sum()));
        return counts;
    }

    @Nullable String lastError() {
        Failure failure = last;
        return failure == null ? null : failure.message();
    }

    @Nullable String lastErrorAt() {
        Failure failure = last;
        return failure == null ? null : failure.at().toString();
    }
}
