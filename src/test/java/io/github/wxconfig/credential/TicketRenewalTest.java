package io.github.wxconfig.credential;

import static io.github.wxconfig.credential.Credential.Kind.ACCESS_TOKEN;
import static io.github.wxconfig.credential.Credential.Kind.JSAPI_TICKET;
import static io.github.wxconfig.credential.ScriptedIssuer.APP_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ManualClock;
import io.github.wxconfig.credential.Credential.Kind;
import io.github.wxconfig.credential.CredentialException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TicketRenewalTest {
    private final ManualClock clock = new ManualClock();
    private final ScriptedIssuer issuer = new ScriptedIssuer(clock);
    private final MemoryStore store = new MemoryStore();
    private final TicketRenewal renewal = new TicketRenewal(APP_ID, issuer, store, clock);

    @Test
    void asksForATokenAndWithItForATicket() {
        assertThat(renewal.ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
    }

    @Test
    void storesBoth() {
        Credential ticket = renewal.ticket();
        renewal.keepIssued();

        assertThat(store.read(JSAPI_TICKET, APP_ID)).hasValue(ticket);
        assertThat(store.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("T0KEN-1");
    }

    @Test
    void asksNobodyForWhatTheStoreHas() {
        store.write(credential(JSAPI_TICKET, APP_ID, "stored"));

        assertThat(renewal.ticket().value()).isEqualTo("stored");
        assertThat(issuer.calls()).isEmpty();
    }

    @Test
    void takesTheTokenFromTheStore() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "stored"));

        renewal.ticket();

        assertThat(issuer.calls()).containsExactly("ticket for stored");
    }

    @Test
    void leavesWhatIsAboutToExpire() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "stored"));
        store.write(credential(JSAPI_TICKET, APP_ID, "stored"));
        clock.advance(Duration.ofMinutes(115));

        assertThat(renewal.ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
    }

    /** A store that mixes accounts up must not make us sign with the ticket of another one. */
    @Test
    void leavesWhatBelongsToAnotherAccount() {
        store.write(credential(ACCESS_TOKEN, "wxfedcba9876543210", "foreign"));
        store.write(credential(JSAPI_TICKET, "wxfedcba9876543210", "foreign"));

        assertThat(renewal.ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
    }

    @Test
    void replacesARejectedTokenOnce() {
        store.write(credential(ACCESS_TOKEN, APP_ID, "rejected"));
        issuer.rejecting("rejected");

        assertThat(renewal.ticket().value()).isEqualTo("T1CKET-1");
        assertThat(issuer.calls()).containsExactly("ticket for rejected", "token", "ticket for T0KEN-1");
        renewal.keepIssued();
        assertThat(store.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("T0KEN-1");
    }

    @Test
    void forcesAnotherTokenWhereTheRejectedOneIsRepeated() {
        issuer.repeating().rejecting("T0KEN-1");

        assertThat(renewal.ticket().value()).isEqualTo("T1CKET-1");
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

        renewal.ticket();

        assertThat(issuer.calls()).containsExactly("ticket for rejected", "ticket for of another node");
    }

    @Test
    void givesUpWhenTheNewTokenIsRejectedAsWell() {
        issuer.rejecting("T0KEN-1").rejecting("T0KEN-2");

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(renewal::ticket)
                .returns(Problem.TOKEN_REJECTED, CredentialException::problem);
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1", "token", "ticket for T0KEN-2");
    }

    /** WeChat forces a token 20 times a day, and each time takes one away from whoever uses it. */
    @Test
    void forcesNoTokenTwiceInTheLifeOfOne() {
        issuer.repeating().rejecting("T0KEN-1").rejecting("T0KEN-2").rejecting("T0KEN-3");

        for (int minute = 0; minute < 120; minute++) {
            assertThatExceptionOfType(CredentialException.class).isThrownBy(renewal::ticket);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(issuer.calls()).containsOnlyOnce("token by force");

        assertThatExceptionOfType(CredentialException.class).isThrownBy(renewal::ticket);
        assertThat(issuer.calls().stream().filter("token by force"::equals)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOKEN_REJECTED")
    void keepsTheTokenWhenTheTroubleIsAnother(Problem problem) {
        issuer.failing(1, problem);

        assertThatExceptionOfType(CredentialException.class).isThrownBy(renewal::ticket);
        renewal.ticket();

        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1", "ticket for T0KEN-1");
    }

    static Stream<Throwable> troubles() {
        return Stream.of(
                new IllegalStateException("the disk is full"), new NoClassDefFoundError("of a library left out"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void needsNoStoreAndSaysSoOnce(Throwable trouble) {
        store.fail(trouble);
        try (LogCapture log = new LogCapture()) {
            assertThat(renewal.ticket().value()).isEqualTo("T1CKET-1");
            assertThat(renewal.ticket().value()).isEqualTo("T1CKET-2");

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
            renewal.ticket();
            renewal.keepIssued();
            store.fail(null);
            renewal.ticket();
            renewal.keepIssued();
            store.fail(new IllegalStateException("gone again"));
            renewal.ticket();
            renewal.keepIssued();

            assertThat(log.lines()).hasSize(2);
        }
    }

    private Credential credential(Kind kind, String appId, String value) {
        Instant now = clock.instant();
        return new Credential(kind, appId, value, now, now.plus(Duration.ofHours(2)));
    }
}
