package io.github.wxconfig.ticket;

import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The account's ticket, at hand without asking anybody: it is renewed in the background before it ends, and the old one
 * serves until the new one is there. A renewal that fails is tried again, more and more rarely, and discards nothing.
 *
 * <p>Safe for use by many threads. {@link #get()} waits for nothing, but for the first ticket after a start: and then
 * all callers together for no longer than the patience given.
 */
public final class CurrentTicket implements AutoCloseable {
    private static final Logger log = Logs.of(CurrentTicket.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY_WITHOUT_TICKET = Duration.ofSeconds(8);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
    private static final Duration WHILE_ANOTHER_NODE_RENEWS = Duration.ofMillis(100);
    /** Anybody can claim that clients refuse a page. */
    private static final Duration BETWEEN_DOUBTS = Duration.ofMinutes(10);
    /** Another token may end the one of another system: the life of one. */
    private static final Duration BETWEEN_DISTRUSTS = Duration.ofHours(2);

    private final CredentialIssuer issuer;
    private final CredentialStore store;
    private final TicketRenewal renewal;
    private final CurrentToken token;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private final DoubleSupplier chance;
    private final Duration patience;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final AtomicLong patienceEnds = new AtomicLong();
    private volatile @Nullable HeldTicket ticket;
    private volatile @Nullable Deadline due;
    private volatile boolean keepsToken;
    private volatile @Nullable Consumer<TicketFate> doubt;
    private volatile @Nullable Deadline nextDoubt;
    private @Nullable Deadline nextDistrust;
    private int failures;
    private final Set<String> complaints = new HashSet<>();
    private volatile boolean closed;

    /**
     * @param issuer asked when the store has no ticket that is good for a while
     * @param store read before the issuer is asked, written after
     * @param scheduler runs the renewals; closed with this, as issuer and store are
     * @param chance from 0 to less than 1; moves renewals, so that nodes which share a store do not all ask at once
     * @param patience how long callers wait for the first ticket
     */
    public CurrentTicket(
            String appId,
            CredentialIssuer issuer,
            CredentialStore store,
            InstantSource clock,
            Scheduler scheduler,
            DoubleSupplier chance,
            Duration patience) {
        this.issuer = issuer;
        this.store = store;
        this.renewal = new TicketRenewal(appId, issuer, store, clock, scheduler, this::holdMeanwhile);
        this.token = new CurrentToken(renewal, clock, scheduler);
        this.clock = clock;
        this.scheduler = scheduler;
        this.chance = chance;
        this.patience = patience;
    }

    /** Begins to look for a ticket, in the background. To be called once. */
    public void start() {
        scheduler.repeat(this::wake);
    }

    /** Lets a token be at hand as well, for others who ask for it. To be called before {@link #start()}. */
    public void keepToken() {
        keepsToken = true;
    }

    /** The token at hand, if there is one that WeChat accepts at this moment. Waits for nothing. */
    public Optional<Credential> heldToken() {
        return token.held();
    }

    /** How long it is until the ticket is renewed or tried for again; zero while that is under way. */
    public Duration untilRenewal() {
        Deadline planned = due;
        Duration left = planned == null ? Duration.ZERO : planned.left();
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The ticket, if there is one that WeChat accepts at this moment. */
    public Optional<Credential> get() {
        if (ticket == null) {
            awaitFirstAttempt();
        }
        return held();
    }

    /** The same without waiting for the first one. */
    public Optional<Credential> held() {
        HeldTicket held = ticket;
        return held != null && held.serves() ? Optional.of(held.credential()) : Optional.empty();
    }

    /**
     * Clients refuse pages that are signed with the ticket at hand for the right address: it is looked up again, in the store
     * first, then at WeChat. That is done once in ten minutes, however often and by whomever this is called, and off the
     * calling thread. Where that brings the same ticket, it is asked for with another token, once in two hours.
     *
     * @param told what was found, on another thread
     */
    public void doubt(Consumer<TicketFate> told) {
        if (held().isPresent() && mayDoubt()) {
            doubt = told;
            scheduler.wake();
        }
    }

    private boolean mayDoubt() {
        return isOver(nextDoubt);
    }

    private static boolean isOver(@Nullable Deadline deadline) {
        return deadline == null || deadline.isOver();
    }

    private void awaitFirstAttempt() {
        long now = System.nanoTime();
        patienceEnds.compareAndSet(0, now + patience.toNanos());
        try {
            boolean ended = firstAttempt.await(patienceEnds.get() - now, TimeUnit.NANOSECONDS);
            if (!ended) {
                log.debug("No answer about the first ticket within {}", patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at the clock every minute: a timer does not notice that the machine slept or that the clock was set. */
    private Duration wake() {
        if (isDue()) {
            doubt = null;
            renew();
        } else if (doubt != null && mayDoubt()) {
            lookUpAgain();
        }
        Duration next = shorter(LONGEST_SLEEP, untilRenewal());
        return keepsToken ? shorter(next, token.wake()) : next;
    }

    private boolean isDue() {
        return isOver(due);
    }

    private void lookUpAgain() {
        Consumer<TicketFate> told = doubt;
        doubt = null;
        nextDoubt = Deadline.in(BETWEEN_DOUBTS, clock, scheduler);
        Optional<TicketFate> found = lookUp(false);
        if (found.equals(Optional.of(TicketFate.REPEATED)) && isOver(nextDistrust)) {
            nextDistrust = Deadline.in(BETWEEN_DISTRUSTS, clock, scheduler);
            found = lookUp(true);
        }
        if (told != null) {
            found.ifPresent(told);
        }
    }

    private Optional<TicketFate> lookUp(boolean distrustToken) {
        HeldTicket refused = ticket;
        boolean renewed = renew(distrustToken);
        HeldTicket found = ticket;
        return renewed && refused != null && found != null
                ? Optional.of(renewal.fate(refused.credential(), found.credential()))
                : Optional.empty();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The next attempt is planned before anything is logged, so that a log that fails takes nothing with it. */
    private void renew() {
        boolean unused = renew(false);
    }

    /** Whether there is a ticket that need not be renewed. */
    private boolean renew(boolean distrustToken) {
        boolean attempted = true;
        try {
            HeldTicket held = ticket;
            Optional<Credential> renewed = renewal.ticket(held == null ? null : held.credential(), distrustToken);
            attempted = renewed.isPresent();
            if (attempted) {
                renewed(renewed.get(), held);
                return true;
            }
            plan(WHILE_ANOTHER_NODE_RENEWS);
        } catch (CredentialException e) {
            retryAfter(e.holdOff());
            complain(e);
        } catch (RuntimeException | Error e) {
            retryAfter(Duration.ZERO);
            complain(e);
        } finally {
            if (attempted) {
                firstAttempt.countDown();
            }
            renewal.settle();
        }
        return false;
    }

    private void renewed(Credential renewed, @Nullable HeldTicket before) {
        hold(renewed);
        plan(Duration.between(clock.instant(), renewed.renewAt()));
        failures = 0;
        plan(Duration.between(clock.instant(), renewalOf(renewed)));
        boolean another = before == null || !before.credential().value().equals(renewed.value());
        boolean recovered = !complaints.isEmpty();
        complaints.clear();
        if (another || recovered) {
            log.info("The ticket is there: {}. Pages are signed.", renewed);
        }
    }

    private void plan(Duration fromNow) {
        due = Deadline.in(fromNow, clock, scheduler);
    }

    private void hold(Credential found) {
        ticket = HeldTicket.of(found, clock, scheduler);
        firstAttempt.countDown();
    }

    private void holdMeanwhile(Credential found) {
        if (!serves()) {
            hold(found);
        }
    }

    private boolean serves() {
        HeldTicket held = ticket;
        return held != null && held.serves();
    }

    /** Somewhere in the first half of the time in which it is due: the first node to ask asks for all. */
    private Instant renewalOf(Credential renewed) {
        Duration due = Duration.between(renewed.renewAt(), renewed.expiresAt());
        return renewed.renewAt().plusNanos((long) (due.toNanos() * chance.getAsDouble() / 2));
    }

    /** The same trouble is told once, however long it lasts; and once more when pages begin to suffer from it. */
    private void complain(CredentialException e) {
        HeldTicket held = ticket;
        boolean serves = serves();
        if (closed || !complaints.add(e.problem() + " " + e.errcode() + " " + serves)) {
            return;
        }
        if (held != null && serves) {
            log.warn(
                    "{} The ticket at hand serves until {}.",
                    e.getMessage(),
                    held.credential().expiresAt());
        } else {
            log.error("{} Until then pages are served without wx.config.", e.getMessage());
        }
    }

    private void complain(Throwable unexpected) {
        if (!closed && complaints.add(unexpected.getClass().getName())) {
            log.error(
                    "A renewal of the ticket failed in an unexpected way. It is tried again: {}",
                    Printable.trace(unexpected));
        }
    }

    /** Unless the ticket was there when the rest failed. */
    private void retryAfter(Duration holdOff) {
        if (!isDue()) {
            return;
        }
        if (holdOff.isZero() || holdOff.isNegative()) {
            Duration longest = serves() ? LONGEST_RETRY : LONGEST_RETRY_WITHOUT_TICKET;
            plan(shorter(longest, FIRST_RETRY.multipliedBy(1L << Math.min(failures++, 6))));
        } else {
            plan(holdOff);
        }
    }

    /** What cannot be closed keeps nothing else open. */
    @Override
    public void close() {
        closed = true;
        for (AutoCloseable each : List.of(issuer, scheduler, store)) {
            try {
                each.close();
            } catch (Exception | Error e) {
                log.warn("{} did not close: {}", each.getClass().getName(), e.toString());
            }
        }
    }
}
