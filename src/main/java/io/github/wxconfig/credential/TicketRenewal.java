package io.github.wxconfig.credential;

import io.github.wxconfig.credential.Credential.Kind;
import io.github.wxconfig.credential.CredentialException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way to a ticket: what the store has if it is good for a while, else a ticket from WeChat with the token at hand,
 * else with a new token. Used by one thread at a time.
 */
final class TicketRenewal {
    private static final Logger log = LoggerFactory.getLogger(TicketRenewal.class);

    /** The life of a token: WeChat forces 20 a day, and each time takes one away from whoever uses it. */
    private static final Duration BETWEEN_FORCED = Duration.ofHours(2);

    private final String appId;
    private final CredentialIssuer issuer;
    private final CredentialStore store;
    private final InstantSource clock;
    private final List<Credential> issued = new ArrayList<>();
    private @Nullable Credential token;
    private Instant mayForceFrom = Instant.EPOCH;
    private boolean storeFailed;

    TicketRenewal(String appId, CredentialIssuer issuer, CredentialStore store, InstantSource clock) {
        this.appId = appId;
        this.issuer = issuer;
        this.store = store;
        this.clock = clock;
    }

    /**
     * A ticket that need not be renewed yet; asks WeChat only where the store has none. What was issued for it still
     * waits for {@link #keepIssued()}.
     */
    Credential ticket() {
        return stored(Kind.JSAPI_TICKET).orElseGet(() -> {
            Credential ticket = issuedTicket();
            issued.add(ticket);
            return ticket;
        });
    }

    private Credential issuedTicket() {
        Credential current = stored(Kind.ACCESS_TOKEN)
                .or(() -> Optional.ofNullable(token).filter(this::isFresh))
                .orElseGet(() -> newToken(false));
        try {
            return issuer.ticket(current);
        } catch (CredentialException e) {
            if (e.problem() != Problem.TOKEN_REJECTED) {
                throw e;
            }
            return issuer.ticket(replacement(current, e));
        }
    }

    /** Another node may have replaced the token already; and WeChat repeats a token until it is told that it is dead. */
    private Credential replacement(Credential rejected, CredentialException rejection) {
        Optional<Credential> others =
                stored(Kind.ACCESS_TOKEN).filter(stored -> !stored.value().equals(rejected.value()));
        if (others.isPresent()) {
            return others.get();
        }
        Credential next = newToken(false);
        if (!next.value().equals(rejected.value())) {
            return next;
        }
        if (clock.instant().isBefore(mayForceFrom)) {
            throw rejection;
        }
        Credential forced = newToken(true);
        mayForceFrom = clock.instant().plus(BETWEEN_FORCED);
        return forced;
    }

    private Credential newToken(boolean replaced) {
        Credential next = issuer.accessToken(replaced);
        token = next;
        issued.add(next);
        return next;
    }

    private Optional<Credential> stored(Kind kind) {
        try {
            return store.read(kind, appId)
                    .filter(stored -> stored.appId().equals(appId) && stored.kind() == kind)
                    .filter(this::isFresh);
        } catch (RuntimeException | LinkageError e) {
            complain(e);
            return Optional.empty();
        }
    }

    private boolean isFresh(Credential credential) {
        return clock.instant().isBefore(credential.renewAt());
    }

    /** Puts what was issued into the store: apart from {@link #ticket()}, because pages need not wait for that. */
    void keepIssued() {
        try {
            issued.forEach(store::write);
            storeFailed &= issued.isEmpty();
        } catch (RuntimeException | LinkageError e) {
            complain(e);
        } finally {
            issued.clear();
        }
    }

    private void complain(Throwable e) {
        if (!storeFailed) {
            storeFailed = true;
            log.warn(
                    "The store does not work, so token and ticket are kept in memory only, and a restart asks WeChat"
                            + " again: {}",
                    e.toString());
        }
    }
}
