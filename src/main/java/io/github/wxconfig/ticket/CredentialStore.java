package io.github.wxconfig.ticket;

import java.time.Duration;
import java.util.Optional;

/**
 * Where credentials wait over a restart, and where all nodes that sign for one account find them.
 *
 * <p>Used off the request threads, by one thread at a time for each account. Every method may throw: a store that fails
 * is told of once in the log and costs a call to WeChat, never a page; and it is used again at the next renewal, by which
 * it may have recovered. A method that takes longer than a second delays the first pages after a start.
 */
public interface CredentialStore extends AutoCloseable {
    /** The one written last, as it was written, {@code repeated} included; even if it has expired meanwhile. */
    Optional<Credential> read(Credential.Kind kind, String appId);

    /** Keeps it in place of the one before, at least until it expires, and where only those who sign can read it. */
    void write(Credential credential);

    /**
     * Lets one node at a time renew. A store that cannot tell nodes from each other, as this method does not, lets
     * everybody: then WeChat may be asked by several nodes at once, which costs calls and nothing else.
     *
     * @param longest after this time it ends by itself, should the node that has it die
     * @return nothing while another node has it; who gets nothing for longer than that asks WeChat without it
     */
    default Optional<Lease> lease(String appId, Duration longest) {
        return Optional.of(() -> {});
    }

    /** May be called more than once, where one store serves several accounts. */
    @Override
    void close();
}
