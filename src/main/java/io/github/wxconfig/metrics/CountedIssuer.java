package io.github.wxconfig.metrics;

import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.CredentialIssuer;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts what an issuer issues, and what it cannot. */
public final class CountedIssuer implements CredentialIssuer {
    private final CredentialIssuer issuer;
    private final AccountMetrics metrics;

    /** @param issuer closed with this */
    public CountedIssuer(CredentialIssuer issuer, AccountMetrics metrics) {
        this.issuer = issuer;
        this.metrics = metrics;
    }

    @Override
    public Optional<Credential> ticketWithoutToken() {
        Optional<Credential> ticket = counted(issuer::ticketWithoutToken);
        ticket.ifPresent(issued -> metrics.renewed());
        return ticket;
    }

    @Override
    public Credential accessToken(boolean replaced) {
        return counted(() -> issuer.accessToken(replaced));
    }

    @Override
    public Credential ticket(Credential accessToken) {
        Credential ticket = counted(() -> issuer.ticket(accessToken));
        metrics.renewed();
        return ticket;
    }

    private <T> T counted(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            metrics.failed(e);
            throw e;
        }
    }

    @Override
    public void close() {
        issuer.close();
    }
}
