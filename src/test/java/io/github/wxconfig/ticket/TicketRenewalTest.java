package io.github.wxconfig.ticket;

import static io.github.wxconfig.ticket.Credential.Kind.ACCESS_TOKEN;
import static io.github.wxconfig.ticket.Credential.Kind.JSAPI_TICKET;
import static io.github.wxconfig.ticket.ScriptedIssuer.APP_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ManualClock;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class TicketRenewalTest {
    private final ManualClock clock = new ManualClock();
    private final ScriptedIssuer issuer = new ScriptedIssuer(clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final List<Credential> meanwhile = new ArrayList<>();
    private final TicketRenewal renewal = renewal(issuer, store);

    @Test
    void asksForATokenAndWithItForATicket() {
        assertThat(ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
    }

    @Test
    void storesBoth() {
        Credential ticket = ticket();
        renewal.settle();

        assertThat(store.read(JSAPI_TICKET, APP_ID)).hasValue(ticket);
        assertThat(store.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("T0KEN-1");
    }

    @Test
    void asksNobodyForWhatTheStoreHas() {
        store.write(credential(JSAPI_TICKET, APP_ID, "stored"));

        assertThat(ticket().value()).isEqualTo("stored");
        assertThat(issuer.calls()).isEmpty();
    }

    @Test
    void takesTheTokenFromTheStore() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "stored"));

        ticket();

        assertThat(issuer.calls()).containsExactly("ticket for stored");
    }

    @Test
    void leavesWhatIsAboutToExpire() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "stored"));
        store.write(credential(JSAPI_TICKET, APP_ID, "stored"));
        clock.advance(Duration.ofMinutes(115));

        assertThat(ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
    }

    /** A store that mixes accounts up must not make us sign with the ticket of another one. */
    @Test
    void leavesWhatBelongsToAnotherAccount() {
        store.write(credential(ACCESS_TOKEN, "wxfedcba9876543210", "foreign"));
        store.write(credential(JSAPI_TICKET, "wxfedcba9876543210", "foreign"));

        assertThat(ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
    }

    @Test
    void replacesARejectedTokenOnce() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "rejected"));
        issuer.rejecting("rejected");

        assertThat(ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("ticket for rejected", "token", "ticket for T0KEN-1");
        renewal.settle();
        assertThat(store.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("T0KEN-1");
    }

    @Test
    void forcesAnotherTokenWhereTheRejectedOneIsRepeated() {
        issuer.repeating().rejecting("T0KEN-1");

        assertThat(ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls())
                .containsExactly("token", "ticket for T0KEN-1", "token", "token by force", "ticket for T0KEN-2");
    }

    @Test
    void takesTheTokenThatAnotherNodeStoredMeanwhile() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "rejected"));
        issuer.failing(1, () -> {
            store.write(credential(ACCESS_TOKEN, APP_ID, "of another node"));
            return new CredentialException(Problem.TOKEN_REJECTED, 40001, "replaced", null);
        });

        ticket();

        assertThat(issuer.calls()).containsExactly("ticket for rejected", "ticket for of another node");
    }

    @Test
    void givesUpWhenTheNewTokenIsRejectedAsWell() {
        issuer.rejecting("T0KEN-1").rejecting("T0KEN-2");

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(this::ticket)
                .returns(Problem.TOKEN_REJECTED, CredentialException::problem);
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1", "token", "ticket for T0KEN-2");
    }

    /** WeChat forces a token 20 times a day, and each time takes one away from whoever uses it. */
    @Test
    void forcesNoTokenTwiceInTheLifeOfOne() {
        issuer.repeating().rejecting("T0KEN-1").rejecting("T0KEN-2").rejecting("T0KEN-3");

        for (int minute = 0; minute < 120; minute++) {
            assertThatExceptionOfType(CredentialException.class).isThrownBy(this::ticket);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(issuer.calls()).containsOnlyOnce("token by force");

        assertThatExceptionOfType(CredentialException.class).isThrownBy(this::ticket);
        assertThat(issuer.calls().stream().filter("token by force"::equals)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOKEN_REJECTED")
    void keepsTheTokenWhenTheTroubleIsAnother(Problem problem) {
        issuer.failing(1, problem);

        assertThatExceptionOfType(CredentialException.class).isThrownBy(this::ticket);
        ticket();

        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1", "ticket for T0KEN-1");
    }

    static Stream<Throwable> troubles() {
        return Stream.of(
                new IllegalStateException("the disk is full"),
                new NoClassDefFoundError("of a library left out"),
                new InternalError("of the JVM"),
                new ServiceConfigurationError("of a library half there"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void needsNoStoreAndSaysSoOnce(Throwable trouble) {
        store.fail(trouble);
        try (LogCapture log = new LogCapture()) {
            assertThat(ticket().value()).isEqualTo("T1CKET-1");
            assertThat(ticket().value()).isEqualTo("T1CKET-2");

            assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1", "ticket for T0KEN-1");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("WARN", "The store does not work", trouble.getMessage());
        }
    }

    @Test
    void saysAgainThatTheStoreFailsAfterItWorked() {
        try (LogCapture log = new LogCapture()) {
            store.fail(new IllegalStateException("gone"));
            ticket();
            renewal.settle();
            store.fail(null);
            ticket();
            renewal.settle();
            store.fail(new IllegalStateException("gone again"));
            ticket();
            renewal.settle();

            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void leavesTheRenewalToTheNodeThatHasTheLease() {
        Lease others = store.lease(APP_ID, Duration.ofSeconds(10)).orElseThrow();

        assertThat(renewal.ticket(null)).isEmpty();
        renewal.settle();
        assertThat(issuer.calls()).isEmpty();

        others.close();
        assertThat(renewal.ticket(null)).isPresent();
    }

    @Test
    void keepsTheLeaseUntilTheTicketIsInTheStore() {
        ticket();
        assertThat(store.isLeased()).isTrue();

        renewal.settle();
        assertThat(store.isLeased()).isFalse();
        assertThat(store.read(JSAPI_TICKET, APP_ID)).isPresent();
    }

    @Test
    void givesTheLeaseBackWhenWechatRefuses() {
        issuer.failing(1, Problem.QUOTA);

        assertThatExceptionOfType(CredentialException.class).isThrownBy(this::ticket);
        renewal.settle();

        assertThat(store.isLeased()).isFalse();
    }

    /** Between our look at the store and our lease, another node had it, renewed and gave it back. */
    @Test
    void takesWhatAnotherNodeStoredJustBeforeTheLease() {
        store.beforeLease(() -> store.write(credential(JSAPI_TICKET, APP_ID, "of another node")));

        assertThat(ticket().value()).isEqualTo("of another node");
        assertThat(issuer.calls()).isEmpty();
    }

    @Test
    void tellsOfAStoredTicketThatServesWhileItIsRenewed() {
        Credential stored = credential(JSAPI_TICKET, APP_ID, "stored");
        store.write(stored);
        clock.advance(Duration.ofMinutes(118));

        assertThat(ticket().value()).isEqualTo("T1CKET-1");
        assertThat(meanwhile).contains(stored);
    }

    @Test
    void tellsOfNoStoredTicketThatHasExpired() {
        store.write(credential(JSAPI_TICKET, APP_ID, "stored"));
        clock.advance(Duration.ofHours(2));

        ticket();

        assertThat(meanwhile).isEmpty();
    }

    /** By a clock that was set back the ticket at hand, which is in the store too, seems to be good for long. */
    @Test
    void doesNotTakeFromTheStoreWhatIsDue() {
        Credential due = credential(JSAPI_TICKET, APP_ID, "due");
        store.write(due);

        assertThat(renewal.ticket(due).map(Credential::value)).hasValue("T1CKET-1");
    }

    @Test
    void leavesWhatWasStoredLaterThanNow() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "of later"));
        store.write(credential(JSAPI_TICKET, APP_ID, "of later"));
        clock.advance(Duration.ofMinutes(-61));

        assertThat(ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
        assertThat(meanwhile).isEmpty();
    }

    @Test
    void bearsNodesWhoseClocksDifferABit() {
        store.write(credential(JSAPI_TICKET, APP_ID, "of a node ahead"));
        clock.advance(Duration.ofSeconds(-30));

        assertThat(ticket().value()).isEqualTo("of a node ahead");
    }

    static Stream<Named<Credential>> nonsense() {
        Instant start = new ManualClock().instant();
        return Stream.of(
                named("foreign", new Credential(JSAPI_TICKET, "wxfedcba9876543210", "x", start, start.plusSeconds(9))),
                named("a token", new Credential(ACCESS_TOKEN, APP_ID, "x", start, start.plusSeconds(9))),
                named("expired", new Credential(JSAPI_TICKET, APP_ID, "x", start.minusSeconds(9), start)));
    }

    /** Issuers and stores may be a user's own. */
    @ParameterizedTest
    @NullSource
    @MethodSource("nonsense")
    void takesNonsenseOfAnIssuerForAFailedCall(@Nullable Credential nonsense) {
        CredentialIssuer odd = new OddIssuer(credential(ACCESS_TOKEN, APP_ID, "token"), nonsense);
        TicketRenewal asking = renewal(odd, store);

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> asking.ticket(null))
                .withMessageContaining("The issuer of credentials returned")
                .returns(Problem.TRANSIENT, CredentialException::problem);
        asking.settle();
        assertThat(store.read(JSAPI_TICKET, APP_ID)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("nonsense")
    void signsWithNoNonsenseOfAStore(@Nullable Credential nonsense) {
        TicketRenewal asking = renewal(issuer, new OddStore(nonsense));

        assertThat(asking.ticket(null).map(Credential::value)).hasValue("T1CKET-1");
        asking.settle();
        assertThat(meanwhile).isEmpty();
    }

    private record OddIssuer(Credential token, @Nullable Credential answer) implements CredentialIssuer {
        @Override
        public Credential accessToken(boolean replaced) {
            return token;
        }

        @Override
        @SuppressWarnings("NullAway") // the nonsense
        public Credential ticket(Credential accessToken) {
            return answer;
        }

        @Override
        public void close() {}
    }

    private record OddStore(@Nullable Credential answer) implements CredentialStore {
        @Override
        @SuppressWarnings("NullAway") // the nonsense
        public Optional<Credential> read(Kind kind, String appId) {
            return answer == null ? null : Optional.of(answer);
        }

        @Override
        public void write(Credential credential) {}

        @Override
        @SuppressWarnings("NullAway") // the nonsense
        public Optional<Lease> lease(String appId, Duration longest) {
            return null;
        }

        @Override
        public void close() {}
    }

    private Credential ticket() {
        return renewal.ticket(null).orElseThrow();
    }

    private TicketRenewal renewal(CredentialIssuer issuer, CredentialStore store) {
        return new TicketRenewal(APP_ID, issuer, store, clock, new ManualScheduler(clock), meanwhile::add);
    }

    private Credential credential(Kind kind, String appId, String value) {
        Instant now = clock.instant();
        return new Credential(kind, appId, value, now, now.plus(Duration.ofHours(2)));
    }
}
