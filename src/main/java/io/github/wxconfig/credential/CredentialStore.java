package io.github.wxconfig.credential;

import java.util.Optional;

/**
 * Where credentials wait over a restart, and where all nodes that sign for one account find them. Used off the request
 * threads, by one thread at a time; may throw: a store that fails costs a call to WeChat, never a page.
 */
public interface CredentialStore extends AutoCloseable {
    /** The one written last, even if it has expired meanwhile. */
    Optional<Credential> read(Credential.Kind kind, String appId);

    /** Keeps it in place of the one before. */
    void write(Credential credential);

    @Override
    void close();
}
