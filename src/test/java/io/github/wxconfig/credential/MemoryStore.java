package io.github.wxconfig.credential;

import io.github.wxconfig.credential.Credential.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store of one account, which can be made to fail. */
final class MemoryStore implements CredentialStore {
    private final Map<Kind, Credential> kept = new EnumMap<>(Kind.class);
    private @Nullable Throwable trouble;
    private boolean closed;

    /** Every use ends in this, a {@link RuntimeException} or an {@link Error}; null: the store works again. */
    void fail(@Nullable Throwable with) {
        trouble = with;
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
