package io.github.wxconfig.ticket;

import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to a ticket: what the store has if it is good for a while, else, if no other node is about it, a ticket from
 * WeChat with the token at hand, else with a new token. Used by one thread at a time.
 */
final class TicketRenewal {
    /** The life of a token: WeChat forces 20 a day, and each time takes one away from whoever uses it. */
    private static final Duration BETWEEN_FORCED = Duration.ofHours(2);

    private final String appId;
    private final CredentialIssuer issuer;
    private final SharedStore store;
    private final InstantSource clock;
    private final Consumer<Credential> meanwhile;
    private final List<Credential> issued = new ArrayList<>();
    private volatile @Nullable Credential token;
    private Instant mayForceFrom = Instant.EPOCH;
    /** What became of the token in the last renewal. */
    private boolean tokenRejected;

    private boolean tokenDistrusted;

    /** @param meanwhile told of a ticket in the store that still serves, though it is to be renewed */
    TicketRenewal(
            String appId,
            CredentialIssuer issuer,
            CredentialStore store,
            InstantSource clock,
            Scheduler scheduler,
            Consumer<Credential> meanwhile) {
        this.appId = appId;
        this.issuer = issuer;
        this.store = new SharedStore(appId, store, clock, scheduler);
        this.clock = clock;
        this.meanwhile = meanwhile;
    }

    /**
     * A ticket that need not be renewed yet; asks WeChat only where the store has none and no other node asks. To be
     * followed by {@link #settle()}, whatever comes of it.
     *
     * @param due the ticket at hand, whose time has come, or null
     * @return nothing while another node asks
     */
    Optional<Credential> ticket(@Nullable Credential due) {
        return ticket(due, false);
    }

    /** The same; a token that is not trusted is left aside, and another one asked for. */
    Optional<Credential> ticket(@Nullable Credential due, boolean distrustToken) {
        tokenRejected = false;
        tokenDistrusted = distrustToken;
        store.begin();
        Optional<Credential> found = news(store.read(Kind.JSAPI_TICKET), due);
        if (found.isPresent()) {
            store.stopWaiting();
            return found;
        }
        if (!store.lease()) {
            return Optional.empty();
        }
        Optional<Credential> stored = store.read(Kind.JSAPI_TICKET);
        return Optional.of(news(stored, due).orElseGet(() -> newTicket(due, stored)));
    }

    /** What the store has; but what is due here is due wherever it is found, even if the clock was set back since. */
    private Optional<Credential> news(Optional<Credential> stored, @Nullable Credential due) {
        Optional<Credential> other = stored.filter(found -> due == null || found.isNewsTo(due));
        other.filter(found -> found.isValidAt(clock.instant())).ifPresent(meanwhile);
        return other.filter(this::isFresh);
    }

    private Credential newTicket(@Nullable Credential due, Optional<Credential> stored) {
        Credential ticket = issuer.ticketWithoutToken()
                .map(alone -> checked(Kind.JSAPI_TICKET, () -> alone))
                .orElseGet(() -> ticketOfWechat(due, stored));
        issued.add(ticket);
        return ticket;
    }

    /**
     * WeChat may repeat a ticket until it ends: then all that the call for one that is due has brought is the end. A server
     * in between has another one before that, and is asked again.
     */
    private Credential ticketOfWechat(@Nullable Credential due, Optional<Credential> stored) {
        Credential ticket = issuedTicket();
        boolean repeated = Stream.concat(Stream.ofNullable(due), stored.stream())
                .anyMatch(known -> known.value().equals(ticket.value()) && !isFresh(known));
        return repeated ? ticket.asRepeated() : ticket;
    }

    /**
     * A token that need not be renewed yet, for others than this renewal. To be followed by {@link #settle()}.
     *
     * @param due the token at hand, whose time has come, or null
     * @return nothing while another node asks
     */
    Optional<Credential> token(@Nullable Credential due) {
        store.begin();
        Optional<Credential> later = laterToken(due);
        if (later.isPresent()) {
            store.stopWaiting();
            return later;
        }
        return store.lease() ? Optional.of(laterToken(due).orElseGet(() -> newToken(false))) : Optional.empty();
    }

    /** Not what is due, which may seem fresh because the clock was set back since. */
    private Optional<Credential> laterToken(@Nullable Credential due) {
        return knownToken().filter(known -> due == null || known.isNewsTo(due));
    }

    private Optional<Credential> knownToken() {
        Optional<Credential> known = storedToken().or(() -> lastToken().filter(this::isFresh));
        known.ifPresent(found -> token = found);
        return known;
    }

    /** The token seen last, by any thread; it may have expired. */
    Optional<Credential> lastToken() {
        return Optional.ofNullable(token);
    }

    /** What has become of a ticket that clients refused, by the last renewal. */
    TicketFate fate(Credential refused, Credential found) {
        if (found.value().equals(refused.value())) {
            return TicketFate.REPEATED;
        }
        return tokenRejected ? TicketFate.TOKEN_TAKEN : tokenDistrusted ? TicketFate.OTHER_TOKEN : TicketFate.REPLACED;
    }

    private Credential issuedTicket() {
        Credential current =
                (tokenDistrusted ? Optional.<Credential>empty() : knownToken()).orElseGet(() -> newToken(false));
        try {
            return checked(Kind.JSAPI_TICKET, () -> issuer.ticket(current));
        } catch (CredentialException e) {
            if (e.problem() != Problem.TOKEN_REJECTED) {
                throw e;
            }
            tokenRejected = true;
            Credential another = replacement(current, e);
            return checked(Kind.JSAPI_TICKET, () -> issuer.ticket(another));
        }
    }

    /** Another node may have replaced the token already; and WeChat repeats a token until it is told that it is dead. */
    private Credential replacement(Credential rejected, CredentialException rejection) {
        Optional<Credential> others =
                storedToken().filter(stored -> !stored.value().equals(rejected.value()));
        if (others.isPresent()) {
            token = others.get();
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

    private Optional<Credential> storedToken() {
        return store.read(Kind.ACCESS_TOKEN).filter(this::isFresh);
    }

    private Credential newToken(boolean replaced) {
        Credential next = checked(Kind.ACCESS_TOKEN, () -> issuer.accessToken(replaced));
        token = next;
        issued.add(next);
        return next;
    }

    /** An issuer may be anybody's: what it returns is neither signed with nor stored unless it is this account's. */
    private Credential checked(Kind kind, Supplier<? extends @Nullable Credential> call) {
        Credential answer = call.get();
        if (answer == null
                || answer.kind() != kind
                || !answer.appId().equals(appId)
                || !answer.isValidAt(clock.instant())) {
            throw new CredentialException(
                    Problem.TRANSIENT,
                    0,
                    "The issuer of credentials returned " + answer + " where a valid " + kind + " of " + appId
                            + " was asked for. It is tried again.",
                    null);
        }
        return answer;
    }

    private boolean isFresh(Credential credential) {
        return clock.instant().isBefore(credential.renewAt());
    }

    /** Puts what was issued into the store, and lets other nodes renew: apart, because pages need not wait for that. */
    void settle() {
        store.end(issued);
        issued.clear();
    }
}
