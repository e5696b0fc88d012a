package io.github.wxconfig.credential;

import io.github.wxconfig.log.Printable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the account's token as fresh as its ticket, for systems that ask a hub for it. Between two tickets a token may
 * come to its end, which matters to nobody else. Runs in the background.
 */
final class CurrentToken {
    private static final Logger log = LoggerFactory.getLogger(CurrentToken.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
    private static final Duration OTHERS_RENEWAL = Duration.ofSeconds(1);

    private final TicketRenewal renewal;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private Deadline due;
    private @Nullable Credential last;
    private @Nullable String complaint;

    CurrentToken(TicketRenewal renewal, InstantSource clock, Scheduler scheduler) {
        this.renewal = renewal;
        this.clock = clock;
        this.scheduler = scheduler;
        this.due = Deadline.in(Duration.ZERO, clock, scheduler);
    }

    /** The token, if there is one that WeChat accepts at this moment. */
    Optional<Credential> held() {
        return renewal.lastToken().filter(token -> token.isValidAt(clock.instant()));
    }

    void wake() {
        if (due.isOver()) {
            due = Deadline.in(renew(), clock, scheduler);
        }
        Duration left = due.left();
        scheduler.after(left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP, this::wake);
    }

    /** Returns after which time it is to be done again. */
    private Duration renew() {
        try {
            Optional<Credential> token = renewal.token(last);
            token.ifPresent(found -> last = found);
            complaint = null;
            return token.map(found -> Duration.between(clock.instant(), found.renewAt()))
                    .orElse(OTHERS_RENEWAL);
        } catch (CredentialException e) {
            complain(e.getMessage());
            return e.holdOff().compareTo(LONGEST_SLEEP) > 0 ? e.holdOff() : LONGEST_SLEEP;
        } catch (RuntimeException | Error e) {
            complain(Printable.of(e));
            return LONGEST_SLEEP;
        } finally {
            renewal.settle();
        }
    }

    private void complain(@Nullable String message) {
        if (!String.valueOf(message).equals(complaint)) {
            complaint = String.valueOf(message);
            log.warn("{} Until then the hub hands out the ticket alone.", message);
        }
    }
}
