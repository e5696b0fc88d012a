package io.github.wxconfig.watch;

import io.github.wxconfig.credential.Credential;
import io.github.wxconfig.credential.CurrentTicket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An account at work, as those see it who watch it.
 *
 * @param context the context path of the application
 * @param malformed how many requests had forwarded headers that could not be understood
 */
public record AccountReport(
        String appId,
        String context,
        CurrentTicket ticket,
        AccountTally tally,
        LongSupplier malformed,
        InstantSource clock)
        implements AccountMXBean {
    @Override
    public String getAppId() {
        return appId;
    }

    @Override
    public String getContext() {
        return context;
    }

    @Override
    public @Nullable Long getTicketAgeSeconds() {
        return ofTicket(
                held -> Duration.between(held.issuedAt(), clock.instant()).toSeconds());
    }

    @Override
    public @Nullable Long getTicketRemainingSeconds() {
        return ofTicket(
                held -> Duration.between(clock.instant(), held.expiresAt()).toSeconds());
    }

    private @Nullable Long ofTicket(ToLongFunction<Credential> seconds) {
        Optional<Credential> held = ticket.held();
        return held.isPresent() ? Long.valueOf(seconds.applyAsLong(held.get())) : null;
    }

    @Override
    public long getNextRenewalSeconds() {
        return ticket.untilRenewal().toSeconds();
    }

    @Override
    public long getRenewals() {
        return tally.renewals();
    }

    @Override
    public Map<String, Long> getFailures() {
        return tally.failures();
    }

    @Override
    public @Nullable String getLastError() {
        return tally.lastError();
    }

    @Override
    public @Nullable String getLastErrorAt() {
        return tally.lastErrorAt();
    }

    @Override
    public long getPagesSigned() {
        return tally.signed();
    }

    @Override
    public Map<String, Long> getPagesUnsigned() {
        return tally.unsigned();
    }

    @Override
    public long getMalformedForwardedHeaders() {
        return malformed.getAsLong();
    }
}
