package io.github.wxconfig;

import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A store of the application's own, as a user may write one: of one account, for one process. */
public final class HeapStore implements CredentialStore {
    private final Map<Kind, Credential> kept = new EnumMap<>(Kind.class);

    @Override
    public synchronized Optional<Credential> read(Kind kind, String appId) {
        return Optional.ofNullable(kept.get(kind));
    }

    @Override
    public synchronized void write(Credential credential) {
        kept.put(credential.kind(), credential);
    }

    @Override
    public void close() {}
}
