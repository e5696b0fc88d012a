package io.github.wxconfig.ticket;

import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.ticket.Credential.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The store as a renewal uses it: what is not this account's is not there, and a store that fails leaves this node to
 * itself until the renewal ends. Used by one thread at a time.
 */
final class SharedStore {
    private static final Logger log = Logs.of(SharedStore.class);

    /** Two calls to WeChat that take as long as they may. */
    private static final Duration LEASE = Duration.ofSeconds(15);
    /** The longest lease, and what the node needs that gets the next one. */
    private static final Duration PATIENCE = LEASE.plusSeconds(3);
    /** The clocks of nodes differ; and one that was set back shows what was stored before as of later. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final String appId;
    private final CredentialStore store;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private @Nullable Lease lease;
    private @Nullable Deadline patience;
    private boolean impatient;
    private boolean alone;
    private boolean failed;

    SharedStore(String appId, CredentialStore store, InstantSource clock, Scheduler scheduler) {
        this.appId = appId;
        this.store = store;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** A renewal begins, at which a store that failed before gets another chance. */
    void begin() {
        alone = false;
    }

    /** What is stored for this account, expired or not. */
    Optional<Credential> read(Kind kind) {
        if (alone) {
            return Optional.empty();
        }
        try {
            return store.read(kind, appId)
                    .filter(stored -> stored.kind() == kind && stored.appId().equals(appId))
                    .filter(stored -> !stored.issuedAt().isAfter(clock.instant().plus(CLOCKS_DIFFER)));
        } catch (RuntimeException | Error e) {
            fail(e);
            return Optional.empty();
        }
    }

    /** Whether this node is to renew; it is until {@link #end}. */
    boolean lease() {
        if (alone || lease != null) {
            return true;
        }
        try {
            Optional<Lease> granted = store.lease(appId, LEASE);
            if (granted.isEmpty()) {
                return isOutOfPatience();
            }
            lease = granted.get();
            stopWaiting();
            return true;
        } catch (RuntimeException | Error e) {
            fail(e);
            return true;
        }
    }

    /** No lease lasts that long: whatever refuses it is none. */
    private boolean isOutOfPatience() {
        Deadline end = patience;
        if (end == null) {
            patience = Deadline.in(PATIENCE, clock, scheduler);
            return false;
        }
        if (end.isOver() && !impatient) {
            impatient = true;
            log.warn(
                    "The store says for {} seconds that another node asks WeChat, and nothing comes of it. This node asks"
                            + " by itself.",
                    PATIENCE.toSeconds());
        }
        return impatient;
    }

    /** There is nothing to wait for any more. */
    void stopWaiting() {
        patience = null;
        impatient = false;
    }

    /** The renewal ends with this having been issued. */
    void end(List<Credential> issued) {
        try {
            for (int i = issued.size() - 1; i >= 0; i--) { // the ticket, for which others wait, before its token
                store.write(issued.get(i));
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            giveBack();
        }
        if (!issued.isEmpty()) {
            failed &= alone;
            stopWaiting();
        }
    }

    private void giveBack() {
        Lease held = lease;
        lease = null;
        try {
            if (held != null) {
                held.close();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        alone = true;
        if (!failed) {
            failed = true;
            log.warn(
                    "The store does not work, so token and ticket are kept in memory only, and every start and every"
                            + " node asks WeChat by itself: {}",
                    Printable.of(e));
        }
    }
}
