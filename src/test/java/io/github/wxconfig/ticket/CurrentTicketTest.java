package io.github.wxconfig.ticket;

import static io.github.wxconfig.ticket.Credential.Kind.JSAPI_TICKET;
import static io.github.wxconfig.ticket.ScriptedIssuer.APP_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ManualClock;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class CurrentTicketTest {
    private static final Duration NO_PATIENCE = Duration.ZERO;
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final ManualClock clock = new ManualClock();
    private final Instant start = clock.instant();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final ScriptedIssuer issuer = new ScriptedIssuer(clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final CurrentTicket ticket = ticket(0, NO_PATIENCE);
    private final LogCapture log = new LogCapture();

    @AfterEach
    void tellsNoValueToTheLog() {
        log.close();
        assertThat(log.text()).doesNotContain("T0KEN-", "T1CKET-");
    }

    @Test
    void isThereAfterTheFirstAttempt() {
        begin();

        assertThat(value()).hasValue("T1CKET-1");
    }

    @Test
    void comesFromTheStoreAfterARestart() {
        store.write(new Credential(JSAPI_TICKET, APP_ID, "T1CKET-0", start, start.plusSeconds(7200)));
        begin();

        assertThat(value()).hasValue("T1CKET-0");
        assertThat(issuer.calls()).isEmpty();
    }

    @Test
    void isRenewedBeforeTheEndWhileTheOldOneServes() {
        begin();

        scheduler.pass(Duration.ofMinutes(115).minus(A_MOMENT));
        assertThat(issuer.ticketCalls()).hasSize(1);
        assertThat(value()).hasValue("T1CKET-1");

        scheduler.pass(A_MOMENT);
        assertThat(issuer.ticketCalls()).hasSize(2);
        assertThat(value()).hasValue("T1CKET-2");
    }

    @Test
    void isAskedForOnceInEachLifetime() {
        begin();

        scheduler.pass(Duration.ofDays(1));

        assertThat(issuer.ticketCalls()).hasSize(1 + 24 * 60 / 115);
        assertThat(value()).isPresent();
    }

    /** Nodes that share a store hold the same ticket: were they to renew it in the same moment, each would ask. */
    @Test
    void isAskedForByOneOfManyNodes() {
        List<CurrentTicket> nodes = new ArrayList<>();
        for (double chance : new double[] {0.9, 0.1, 0.5, 0.3}) {
            CurrentTicket node = ticket(chance, NO_PATIENCE);
            node.start();
            nodes.add(node);
        }

        scheduler.pass(Duration.ofHours(10));

        assertThat(issuer.ticketCalls()).hasSize(6);
        assertThat(nodes).allMatch(node -> node.get().isPresent());
    }

    @ParameterizedTest
    @CsvSource({"0, 6900", "0.5, 6975", "0.999999999, 7050"})
    void isRenewedAtAMomentThatDiffersFromNodeToNode(double chance, long seconds) {
        CurrentTicket node = ticket(chance, NO_PATIENCE);
        node.start();
        scheduler.pass(Duration.ofHours(2));

        assertThat(issuer.ticketCalls().get(1))
                .isBetween(start.plusSeconds(seconds).minusMillis(1), start.plusSeconds(seconds));
    }

    @Test
    void outlivesARenewalThatFails() {
        begin();
        issuer.failing(1000, Problem.TRANSIENT);

        scheduler.pass(Duration.ofHours(2).minus(A_MOMENT));
        assertThat(value()).hasValue("T1CKET-1");

        scheduler.pass(A_MOMENT);
        assertThat(value()).isEmpty();

        issuer.recover();
        scheduler.pass(Duration.ofSeconds(60));
        assertThat(value()).hasValue("T1CKET-2");
    }

    @Test
    void isTriedForMoreAndMoreRarelyWhileTheOldOneServes() {
        begin();
        issuer.failing(9, Problem.TRANSIENT);
        scheduler.pass(Duration.ofHours(2));

        assertThat(secondsBetween(issuer.ticketCalls().subList(1, 9))).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L);
    }

    @Test
    void isTriedForEveryFewSecondsWhileThereIsNone() {
        issuer.failing(100, Problem.TRANSIENT);
        begin();
        scheduler.pass(Duration.ofMinutes(1));

        assertThat(secondsBetween(issuer.ticketCalls()).subList(0, 6)).containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
    }

    /** Quotas, limits and mistakes of configuration do not pass by asking again. */
    @ParameterizedTest
    @CsvSource({"CONFIGURATION, 300", "TOO_FAST, 60", "QUOTA, 1800"})
    void isNotTriedForBeforeWechatMayHaveAnotherAnswer(Problem problem, long seconds) {
        issuer.failing(3, problem);
        begin();
        scheduler.pass(Duration.ofSeconds(2 * seconds));

        assertThat(secondsBetween(issuer.ticketCalls())).containsExactly(seconds, seconds);
    }

    /** Each attempt costs a token, and the classic endpoint has 2,000 a day. */
    @Test
    void isTriedForOnceAMinuteWhereEveryTokenIsRejected() {
        issuer.failing(100, Problem.TOKEN_REJECTED);
        begin();
        scheduler.pass(Duration.ofMinutes(2));

        assertThat(secondsBetween(issuer.ticketCalls())).containsExactly(0L, 60L, 0L, 60L, 0L);
    }

    @Test
    void isNotTriedForAsLongAsWechatSays() {
        issuer.failing(
                1,
                () -> new CredentialException(
                        Problem.CONFIGURATION, 89506, "An administrator refused.", Duration.ofHours(24), null));
        begin();

        scheduler.pass(Duration.ofHours(24).minus(A_MOMENT));
        assertThat(issuer.ticketCalls()).hasSize(1);

        scheduler.pass(A_MOMENT);
        assertThat(value()).hasValue("T1CKET-1");
    }

    /** A machine that sleeps, or a clock that is set: the timer knows nothing of it. */
    @Test
    void isRenewedWithinAMinuteWhenTheClockLeapsForward() {
        begin();
        clock.advance(Duration.ofHours(3));
        assertThat(value()).isEmpty();

        scheduler.pass(Duration.ofMinutes(1));
        assertThat(value()).hasValue("T1CKET-2");
    }

    /** By the clock it would seem good for hours. */
    @Test
    void isRenewedInTimeThoughTheClockIsSetBack() {
        begin();
        clock.advance(Duration.ofHours(-5));
        scheduler.pass(Duration.ofMinutes(115).minus(A_MOMENT));
        assertThat(value()).hasValue("T1CKET-1");

        scheduler.pass(A_MOMENT);
        assertThat(value()).hasValue("T1CKET-2");

        scheduler.pass(Duration.ofMinutes(115));
        assertThat(value()).hasValue("T1CKET-3");
    }

    @Test
    void isNotUsedBeyondItsLifeThoughTheClockIsSetBack() {
        begin();
        clock.advance(Duration.ofMinutes(-30));
        issuer.failing(1000, Problem.TRANSIENT);

        scheduler.pass(Duration.ofHours(2).minus(A_MOMENT));
        assertThat(value()).hasValue("T1CKET-1");

        scheduler.pass(A_MOMENT);
        assertThat(value()).isEmpty();
    }

    @Test
    void isReadAgainSoonWhileAnotherNodeGetsTheFirstOne() {
        Lease others = store.lease(APP_ID, Duration.ofSeconds(10)).orElseThrow();
        begin();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(value()).isEmpty();

        store.write(new Credential(JSAPI_TICKET, APP_ID, "T1CKET-0", clock.instant(), start.plusSeconds(7200)));
        others.close();
        scheduler.pass(Duration.ofMillis(200));

        assertThat(value()).hasValue("T1CKET-0");
        assertThat(issuer.calls()).isEmpty();
    }

    @Test
    void isWaitedForWhileAnotherNodeGetsTheFirstOne() throws Exception {
        Optional<Lease> others = store.lease(APP_ID, Duration.ofSeconds(10));
        assertThat(others).isPresent();
        CurrentTicket first = ticket(0, Duration.ofSeconds(20));
        first.start();
        scheduler.pass(Duration.ofSeconds(1));
        CompletableFuture<Optional<Credential>> waiting = CompletableFuture.supplyAsync(first::get);
        assertThat(waiting).isNotDone();

        scheduler.pass(Duration.ofSeconds(10));

        assertThat(waiting.get().map(Credential::value)).hasValue("T1CKET-1");
    }

    @Test
    void isRenewedByThisNodeWhenTheOneWithTheLeaseHasDied() {
        begin();
        store.beforeLease(new Runnable() {
            private boolean died;

            @Override
            public void run() {
                if (!died) {
                    died = true;
                    assertThat(store.lease(APP_ID, Duration.ofSeconds(15))).isPresent();
                }
            }
        });

        scheduler.pass(Duration.ofMinutes(115).plusSeconds(14));
        assertThat(value()).hasValue("T1CKET-1");
        scheduler.pass(Duration.ofSeconds(2));
        assertThat(value()).hasValue("T1CKET-2");
    }

    /** After a restart, with WeChat in trouble: what was stored serves to its end. */
    @Test
    void comesFromTheStoreThoughItsTimeHasCome() {
        store.write(new Credential(JSAPI_TICKET, APP_ID, "T1CKET-0", start.minusSeconds(7100), start.plusSeconds(100)));
        issuer.failing(1000, Problem.TRANSIENT);
        begin();

        assertThat(value()).hasValue("T1CKET-0");
        scheduler.pass(Duration.ofSeconds(100));
        assertThat(value()).isEmpty();
    }

    @Test
    void isTheOneAtHandWhileTheStoreFails() {
        begin();
        store.fail(new IllegalStateException("gone"));

        scheduler.pass(Duration.ofMinutes(115));
        assertThat(value()).hasValue("T1CKET-2");

        store.fail(null);
        scheduler.pass(Duration.ofMinutes(115));
        assertThat(store.read(JSAPI_TICKET, APP_ID).map(Credential::value)).hasValue("T1CKET-3");
        assertThat(warnings()).singleElement().asString().contains("The store does not work");
    }

    static Stream<Supplier<RuntimeException>> troubles() {
        return Stream.of(
                () -> new IllegalStateException("expected"),
                () -> {
                    throw new NoClassDefFoundError("expected");
                },
                () -> {
                    throw new StackOverflowError("expected");
                });
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void isTriedForAgainWhateverWentWrong(Supplier<RuntimeException> trouble) {
        issuer.failing(3, trouble);
        begin();
        scheduler.pass(Duration.ofMinutes(3));

        assertThat(value()).hasValue("T1CKET-1");
        assertThat(log.lines()).filteredOn(line -> line.contains("ERROR")).hasSize(1);
    }

    @Test
    void waitsOnceForAllCallersTogether() throws Exception {
        Duration patience = Duration.ofMillis(400);
        CurrentTicket late = ticket(0, patience);
        late.start();
        long begun = System.nanoTime();

        List<Optional<Credential>> got = inParallel(16, late::get);
        Duration all = Duration.ofNanos(System.nanoTime() - begun);
        long again = System.nanoTime();
        assertThat(late.get()).isEmpty();

        assertThat(got).hasSize(16).allMatch(Optional::isEmpty);
        assertThat(all).isBetween(patience, patience.multipliedBy(3));
        assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(patience);
    }

    @Test
    void reachesThoseWhoWaitForTheFirstOne() throws Exception {
        CurrentTicket first = ticket(0, Duration.ofSeconds(20));
        first.start();
        CompletableFuture<Optional<Credential>> waiting = CompletableFuture.supplyAsync(first::get);

        scheduler.pass(Duration.ZERO);

        assertThat(waiting.get().map(Credential::value)).hasValue("T1CKET-1");
    }

    @Test
    void isNotWaitedForAfterTheFirstAttemptFailed() {
        issuer.failing(1, Problem.CONFIGURATION);
        CurrentTicket refused = ticket(0, Duration.ofMinutes(5));
        refused.start();
        scheduler.pass(Duration.ZERO);

        assertThat(refused.get()).isEmpty();
    }

    @Test
    void isNotWaitedForByAnInterruptedCaller() {
        CurrentTicket late = ticket(0, Duration.ofMinutes(5));
        Thread.currentThread().interrupt();

        assertThat(late.get()).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void saysOnceWhyThereIsNone() {
        issuer.failing(100, Problem.TRANSIENT);
        begin();
        scheduler.pass(Duration.ofMinutes(5));

        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("ERROR", "WeChat is in trouble. Until then pages are served without wx.config.");
    }

    @Test
    void saysOnceThatARenewalFailsAndHowLongTheOldOneServes() {
        begin();
        issuer.failing(1000, Problem.TRANSIENT);
        scheduler.pass(Duration.ofMinutes(119));

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("WARN", "WeChat is in trouble. The ticket at hand serves until " + start.plusSeconds(7200));
    }

    @Test
    void saysWhenTheOldOneHasEndedInTheSameTrouble() {
        begin();
        issuer.failing(1000, Problem.TRANSIENT);
        scheduler.pass(Duration.ofMinutes(130));

        assertThat(warnings()).hasSize(2);
        assertThat(warnings().get(1)).contains("ERROR", "pages are served without wx.config");
    }

    @Test
    void saysEachOfTwoTroublesOnceHoweverTheyAlternate() {
        for (int i = 0; i < 10; i++) {
            issuer.failing(1, Problem.TRANSIENT).failing(1, Problem.TOO_FAST);
        }
        begin();
        scheduler.pass(Duration.ofMinutes(8));

        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void saysWhenAllIsWellAgainAndTheNextTroubleAnew() {
        issuer.failing(1, Problem.TRANSIENT);
        begin();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1)).contains("INFO", "Pages are signed.");

        issuer.failing(1, Problem.TRANSIENT);
        scheduler.pass(Duration.ofMinutes(116));
        assertThat(log.lines()).hasSize(4);
    }

    @Test
    void saysOneLineOfEachTicket() {
        begin();
        scheduler.pass(Duration.ofHours(2));

        assertThat(log.lines())
                .hasSize(2)
                .allMatch(line -> line.contains("INFO") && line.contains("Pages are signed."));
    }

    private enum Use {
        READ,
        LEASE,
        GIVE_BACK,
        WRITE
    }

    /** A store may be a user's own. An OutOfMemoryError, which would be the same here, ends JUnit when it gets through. */
    private record BrokenStore(CredentialStore store, Use use, Supplier<Throwable> trouble) implements CredentialStore {
        @Override
        public Optional<Credential> read(Credential.Kind kind, String appId) {
            fail(Use.READ);
            return store.read(kind, appId);
        }

        @Override
        public void write(Credential credential) {
            fail(Use.WRITE);
            store.write(credential);
        }

        @Override
        public Optional<Lease> lease(String appId, Duration longest) {
            fail(Use.LEASE);
            return store.lease(appId, longest).map(lease -> () -> {
                fail(Use.GIVE_BACK);
                lease.close();
            });
        }

        private void fail(Use now) {
            if (now == use) {
                raise(trouble.get());
            }
        }

        @Override
        public void close() {
            raise(trouble.get());
        }
    }

    private static void raise(Throwable trouble) {
        if (trouble instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) trouble;
    }

    static Stream<Arguments> brokenStores() {
        return Stream.of(Use.values()).flatMap(use -> Stream.<Supplier<Throwable>>of(
                        () -> new IllegalStateException("expected"),
                        () -> new InternalError("expected"),
                        () -> new ServiceConfigurationError("expected"),
                        () -> new StackOverflowError("expected"))
                .map(trouble -> Arguments.of(use, trouble)));
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void isThereAtOnceAndRenewedWhateverAStoreThrows(Use use, Supplier<Throwable> trouble) {
        CurrentTicket alone = new CurrentTicket(
                APP_ID, issuer, new BrokenStore(store, use, trouble), clock, scheduler, () -> 0, NO_PATIENCE);
        alone.start();
        scheduler.pass(Duration.ZERO);
        assertThat(alone.held().map(Credential::value)).hasValue("T1CKET-1");

        scheduler.pass(Duration.ofMinutes(116));
        assertThat(alone.held().map(Credential::value)).hasValue("T1CKET-2");
        assertThat(warnings()).singleElement().asString().contains("The store does not work", "expected");
    }

    @Test
    void isTriedForWithinSecondsAfterAnError() {
        issuer.failing(2, () -> {
            throw new InternalError("expected");
        });
        begin();

        scheduler.pass(Duration.ofSeconds(3));

        assertThat(value()).hasValue("T1CKET-1");
    }

    @Test
    void isTriedForAgainAfterADayWhereItIsToBeLeftAloneForEver() {
        issuer.failing(
                1,
                () -> new CredentialException(
                        Problem.CONFIGURATION, 89506, "Refused.", ChronoUnit.FOREVER.getDuration(), null));
        begin();

        scheduler.pass(Duration.ofDays(1));

        assertThat(value()).hasValue("T1CKET-1");
    }

    @Test
    void isRenewedWithinADayThoughItClaimsToLastForCenturies() {
        store.write(new Credential(JSAPI_TICKET, APP_ID, "T1CKET-0", start, start.plus(Duration.ofDays(365 * 300))));
        begin();
        assertThat(value()).hasValue("T1CKET-0");

        scheduler.pass(Duration.ofDays(1));

        assertThat(value()).hasValue("T1CKET-1");
    }

    @Test
    void isNoneThatWasIssuedInThePastThoughItClaimsToLastForCenturies() {
        store.write(
                new Credential(JSAPI_TICKET, APP_ID, "T1CKET-0", Instant.EPOCH, Instant.parse("3000-01-01T00:00:00Z")));
        begin();

        assertThat(value()).hasValue("T1CKET-1");
    }

    @Test
    void isRenewedInTimeThoughThereIsNoChance() {
        CurrentTicket node = new CurrentTicket(
                APP_ID,
                issuer,
                store,
                clock,
                scheduler,
                () -> {
                    throw new IllegalStateException("no entropy");
                },
                NO_PATIENCE);
        node.start();
        scheduler.pass(Duration.ofMinutes(116));

        assertThat(node.held().map(Credential::value)).hasValue("T1CKET-2");
        assertThat(issuer.ticketCalls()).hasSize(2);
        assertThat(log.text()).contains("no entropy");
    }

    @Test
    void isRenewedThoughTheClockFailsForAWhile() {
        AtomicBoolean broken = new AtomicBoolean();
        InstantSource unsteady = () -> {
            if (broken.get()) {
                throw new IllegalStateException("no time");
            }
            return clock.instant();
        };
        CurrentTicket node = new CurrentTicket(APP_ID, issuer, store, unsteady, scheduler, () -> 0, NO_PATIENCE);
        node.start();
        scheduler.pass(Duration.ofMinutes(114));
        broken.set(true);
        scheduler.pass(Duration.ofMinutes(4));
        broken.set(false);
        scheduler.pass(Duration.ofSeconds(1));

        assertThat(node.held().map(Credential::value)).hasValue("T1CKET-2");
    }

    /** A disk that is full of logs. */
    @Test
    void isRenewedThoughNothingCanBeLogged() {
        PrintStream captured = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(@Nullable String line) {
                throw new InternalError("expected");
            }
        });
        try {
            issuer.failing(2, Problem.TRANSIENT);
            begin();
            scheduler.pass(Duration.ofMinutes(1));
            assertThat(value()).hasValue("T1CKET-1");

            store.fail(new IllegalStateException("gone"));
            scheduler.pass(Duration.ofMinutes(116));
            assertThat(value()).hasValue("T1CKET-2");
            assertThat(issuer.ticketCalls()).hasSize(4);
        } finally {
            System.setErr(captured);
        }
    }

    /** Whatever refuses the lease for so long, it is no node at work. */
    @Test
    void isAskedForWithoutTheLeaseThatNobodyGets() {
        CredentialStore refusing = new CredentialStore() {
            @Override
            public Optional<Credential> read(Credential.Kind kind, String appId) {
                return Optional.empty();
            }

            @Override
            public void write(Credential credential) {}

            @Override
            public Optional<Lease> lease(String appId, Duration longest) {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
        CurrentTicket node = new CurrentTicket(APP_ID, issuer, refusing, clock, scheduler, () -> 0, NO_PATIENCE);
        node.start();
        scheduler.pass(Duration.ofSeconds(15));
        assertThat(node.held()).isEmpty();

        scheduler.pass(Duration.ofSeconds(4));
        assertThat(node.held()).isPresent();
        assertThat(warnings()).singleElement().asString().contains("This node asks by itself");

        scheduler.pass(Duration.ofHours(10));
        assertThat(issuer.ticketCalls()).hasSize(6);
    }

    @Test
    void closesTheRestThoughOneDoesNotClose() {
        CredentialIssuer stuck = new CredentialIssuer() {
            @Override
            public Credential accessToken(boolean replaced) {
                return issuer.accessToken(replaced);
            }

            @Override
            public Credential ticket(Credential accessToken) {
                return issuer.ticket(accessToken);
            }

            @Override
            public void close() {
                throw new NoClassDefFoundError("of an application that is gone");
            }
        };
        CurrentTicket node = new CurrentTicket(APP_ID, stuck, store, clock, scheduler, () -> 0, NO_PATIENCE);
        node.start();

        node.close();

        assertThat(scheduler.isIdle()).isTrue();
        assertThat(store.isClosed()).isTrue();
        assertThat(warnings()).singleElement().asString().contains("did not close");
    }

    @Test
    void closesWhatItWasGiven() {
        begin();

        ticket.close();

        assertThat(issuer.isClosed()).isTrue();
        assertThat(store.isClosed()).isTrue();
        assertThat(scheduler.isIdle()).isTrue();
    }

    /** Calls under way fail when the application stops, each in its own way. */
    @Test
    void saysNothingOfWhatFailsWhileItIsClosed() {
        issuer.failing(1, () -> {
            ticket.close();
            return new IllegalStateException("Connection pool shut down");
        });
        begin();

        assertThat(log.lines()).isEmpty();
        assertThat(scheduler.isIdle()).isTrue();
    }

    private CurrentTicket ticket(double chance, Duration patience) {
        return new CurrentTicket(APP_ID, issuer, store, clock, scheduler, () -> chance, patience);
    }

    private void begin() {
        ticket.start();
        scheduler.pass(Duration.ZERO);
    }

    private List<String> warnings() {
        return log.lines().stream().filter(line -> !line.contains("INFO")).toList();
    }

    private Optional<String> value() {
        return ticket.get().map(Credential::value);
    }

    private static List<Long> secondsBetween(List<Instant> moments) {
        List<Long> seconds = new ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            seconds.add(Duration.between(moments.get(i - 1), moments.get(i)).toSeconds());
        }
        return seconds;
    }

    private static <T> List<T> inParallel(int threads, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(Collections.nCopies(threads, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
