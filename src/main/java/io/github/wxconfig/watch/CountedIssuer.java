package io.github.wxconfig.watch;

import io.github.wxconfig.credential.Credential;
import io.github.wxconfig.credential.CredentialIssuer;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts what an issuer issues, and what it cannot. */
public final class CountedIssuer implements CredentialIssuer {
    private final CredentialIssuer issuer;
    private final AccountTally tally;

    /** @param issuer closed with this */
    public CountedIssuer(CredentialIssuer issuer, AccountTally tally) {
        this.issuer = issuer;
        this.tally = tally;
    }

    @Override
    public Optional<Credential> ticketWithoutToken() {
        Optional<Credential> ticket = counted(issuer::ticketWithoutToken);
        ticket.ifPresent(issued -> tally.renewed());
        return ticket;
    }

    @Override
    public Credential accessToken(boolean replaced) {
        return counted(() -> issuer.accessToken(replaced));
    }

    @Override
    public Credential ticket(Credential accessToken) {
        Credential ticket = counted(() -> issuer.ticket(accessToken));
        tally.renewed();
        return ticket;
    }

    private <T> T counted(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            tally.failed(e);
            throw e;
        }
    }

    @Override
    public void close() {
        issuer.close();
    }
}
