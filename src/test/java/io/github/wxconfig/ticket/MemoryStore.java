package io.github.wxconfig.ticket;

import io.github.wxconfig.ticket.Credential.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store of one account, which can be made to fail. */
final class MemoryStore implements CredentialStore {
    private final InstantSource clock;
    private final Map<Kind, Credential> kept = new EnumMap<>(Kind.class);
    private Instant leasedUntil = Instant.MIN;
    private Runnable beforeLease = () -> {};
    private @Nullable Throwable trouble;
    private boolean closed;

    MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Every use ends in this, a {@link RuntimeException} or an {@link Error}; null: the store works again. */
    void fail(@Nullable Throwable with) {
        trouble = with;
    }

    /** What another node does just before this one asks for the lease. */
    void beforeLease(Runnable work) {
        beforeLease = work;
    }

    boolean isLeased() {
        return clock.instant().isBefore(leasedUntil);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Optional<Credential> read(Kind kind, String appId) {
        failIfTold();
        return Optional.ofNullable(kept.get(kind));
    }

    @Override
    public void write(Credential credential) {
        failIfTold();
        kept.put(credential.kind(), credential);
    }

    @Override
    public Optional<Lease> lease(String appId, Duration longest) {
        failIfTold();
        beforeLease.run();
        if (isLeased()) {
            return Optional.empty();
        }
        Instant until = clock.instant().plus(longest);
        leasedUntil = until;
        return Optional.of(() -> {
            failIfTold();
            leasedUntil = leasedUntil.equals(until) ? Instant.MIN : leasedUntil;
        });
    }

    @Override
    public void close() {
        closed = true;
    }

    private void failIfTold() {
        if (trouble instanceof Error error) {
            throw error;
        }
        if (trouble instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
