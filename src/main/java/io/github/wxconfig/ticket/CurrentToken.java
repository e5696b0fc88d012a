package io.github.wxconfig.ticket;

import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keeps the account's token as fresh as its ticket, for systems that ask a hub for it. Between two tickets a token may
 * come to its end, which matters to nobody else. Runs in the background.
 */
final class CurrentToken {
    private static final Logger log = Logs.of(CurrentToken.class);
    private static final Duration SHORTEST_RETRY = Duration.ofMinutes(1);
    private static final Duration OTHERS_RENEWAL = Duration.ofSeconds(1);

    private final TicketRenewal renewal;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private @Nullable Deadline due;
    private @Nullable Credential last;
    private @Nullable String complaint;

    CurrentToken(TicketRenewal renewal, InstantSource clock, Scheduler scheduler) {
        this.renewal = renewal;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** The token, if there is one that WeChat accepts at this moment. */
    Optional<Credential> held() {
        return renewal.lastToken().filter(token -> token.isValidAt(clock.instant()));
    }

    /** Renews it if its time has come, and returns when to look again. */
    Duration wake() {
        Deadline planned = due;
        if (planned == null || planned.isOver()) {
            renew();
            planned = due;
        }
        return planned == null ? OTHERS_RENEWAL : planned.left();
    }

    private void renew() {
        try {
            Optional<Credential> token = renewal.token(last);
            token.ifPresent(found -> last = found);
            plan(token.map(found -> Duration.between(clock.instant(), found.renewAt()))
                    .orElse(OTHERS_RENEWAL));
            complaint = null;
        } catch (CredentialException e) {
            plan(e.holdOff().compareTo(SHORTEST_RETRY) > 0 ? e.holdOff() : SHORTEST_RETRY);
            complain(e.getMessage());
        } catch (RuntimeException | Error e) {
            plan(SHORTEST_RETRY);
            complain(Printable.of(e));
        } finally {
            renewal.settle();
        }
    }

    private void plan(Duration fromNow) {
        due = Deadline.in(fromNow, clock, scheduler);
    }

    private void complain(@Nullable String message) {
        if (!String.valueOf(message).equals(complaint)) {
            complaint = String.valueOf(message);
            log.warn("{} Until then the hub hands out the ticket alone.", message);
        }
    }
}
