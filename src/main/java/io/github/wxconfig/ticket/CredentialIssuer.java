package io.github.wxconfig.ticket;

import java.util.Optional;

/**
 * Where credentials come from: WeChat, or a server that asks WeChat for everybody. Calls are made one at a time, off
 * the request threads; each returns a new credential or throws {@link CredentialException}.
 */
public interface CredentialIssuer extends AutoCloseable {
    /**
     * A ticket from a server that keeps the token to itself. Asked first; where it gives one, as it does not here, the
     * other two are never called.
     */
    default Optional<Credential> ticketWithoutToken() {
        return Optional.empty();
    }

    /**
     * A token for the account.
     *
     * @param replaced whether the token handed out last is known to be dead, and another one is wanted even if that
     *     retires a token that somebody else still uses
     */
    Credential accessToken(boolean replaced);

    /**
     * A ticket for signing pages.
     *
     * @param accessToken what {@link #accessToken} returned, or what another node stored
     */
    Credential ticket(Credential accessToken);

    @Override
    void close();
}
