package io.github.wxconfig.ticket;

import static io.github.wxconfig.ticket.Credential.Kind.ACCESS_TOKEN;
import static io.github.wxconfig.ticket.Credential.Kind.JSAPI_TICKET;
import static io.github.wxconfig.ticket.ScriptedIssuer.APP_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ManualClock;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients refuse pages that are signed with the ticket at hand. */
class DoubtTest {
    private final ManualClock clock = new ManualClock();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final ScriptedIssuer issuer = new ScriptedIssuer(clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final CurrentTicket ticket = node(issuer);
    private final List<TicketFate> fates = new ArrayList<>();

    @BeforeEach
    void begin() {
        ticket.start();
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(value()).hasValue("T1CKET-1");
    }

    @Test
    void asksWechatOnceHoweverOftenItIsDoubted() {
        for (int minute = 0; minute < 30; minute++) {
            for (int report = 0; report < 1000; report++) {
                ticket.doubt(fates::add);
            }
            scheduler.pass(Duration.ofMinutes(1));
        }
        assertThat(issuer.ticketCalls()).hasSize(1 + 3);
        assertThat(fates).containsExactly(TicketFate.REPLACED, TicketFate.REPLACED, TicketFate.REPLACED);
        assertThat(value()).hasValue("T1CKET-4");
    }

    @Test
    void isLookedUpAtOnce() {
        ticket.doubt(fates::add);
        scheduler.pass(Duration.ZERO);
        assertThat(value()).hasValue("T1CKET-2");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1", "ticket for T0KEN-1");
    }

    @Test
    void asksTheStoreFirst() {
        store.write(new Credential(
                JSAPI_TICKET,
                APP_ID,
                "T1CKET-9",
                clock.instant(),
                clock.instant().plusSeconds(7200)));
        ticket.doubt(fates::add);
        scheduler.pass(Duration.ZERO);
        assertThat(value()).hasValue("T1CKET-9");
        assertThat(issuer.ticketCalls()).hasSize(1);
        assertThat(fates).containsExactly(TicketFate.REPLACED);
    }

    @Test
    void findsThatAnotherSystemHasTakenTheToken() {
        issuer.rejecting("T0KEN-1");
        ticket.doubt(fates::add);
        scheduler.pass(Duration.ZERO);
        assertThat(value()).hasValue("T1CKET-2");
        assertThat(fates).containsExactly(TicketFate.TOKEN_TAKEN);
    }

    @Test
    void findsThatTheTokenWasAnotherAccounts() {
        RepeatingIssuer repeating = new RepeatingIssuer();
        MemoryStore mixedUp = new MemoryStore(clock);
        mixedUp.write(credential(ACCESS_TOKEN, "T0KEN-other"));
        mixedUp.write(credential(JSAPI_TICKET, "T1CKET-of-T0KEN-other"));
        CurrentTicket wrong = new CurrentTicket(APP_ID, repeating, mixedUp, clock, scheduler, () -> 0, Duration.ZERO);
        wrong.start();
        scheduler.pass(Duration.ZERO);

        wrong.doubt(fates::add);
        scheduler.pass(Duration.ZERO);

        assertThat(wrong.held().map(Credential::value)).hasValue("T1CKET-of-T0KEN-own");
        assertThat(fates).containsExactly(TicketFate.OTHER_TOKEN);
        assertThat(repeating.calls).isEqualTo(3);
    }

    /** Reports that are made up: another token is asked for once in two hours, since it may end somebody else's. */
    @Test
    void asksForAnotherTokenRarely() {
        RepeatingIssuer repeating = new RepeatingIssuer();
        CurrentTicket sound =
                new CurrentTicket(APP_ID, repeating, new MemoryStore(clock), clock, scheduler, () -> 0, Duration.ZERO);
        sound.start();
        scheduler.pass(Duration.ZERO);
        for (int minute = 0; minute < 60; minute++) {
            sound.doubt(fates::add);
            scheduler.pass(Duration.ofMinutes(1));
        }
        assertThat(repeating.tokens).isEqualTo(2);
        assertThat(repeating.calls).isEqualTo(2 + 6 + 2);
        assertThat(fates).hasSize(6).containsOnly(TicketFate.REPEATED);
        assertThat(sound.held()).isPresent();
    }

    /** The time before its end is for the day on which WeChat is in trouble. */
    @Test
    void leavesTheRenewalOfATicketThatIsRepeatedWhenItWas() {
        RepeatingIssuer repeating = new RepeatingIssuer();
        CurrentTicket sound =
                new CurrentTicket(APP_ID, repeating, new MemoryStore(clock), clock, scheduler, () -> 0, Duration.ZERO);
        sound.start();
        scheduler.pass(Duration.ofMinutes(1));
        sound.doubt(fates::add);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(fates).containsExactly(TicketFate.REPEATED);
        int tickets = repeating.calls - repeating.tokens;
        scheduler.pass(Duration.ofMinutes(110));
        assertThat(repeating.calls - repeating.tokens).isEqualTo(tickets);
        scheduler.pass(Duration.ofMinutes(7));
        assertThat(repeating.calls - repeating.tokens).isGreaterThan(tickets);
    }

    @Test
    void keepsTheTicketWhereWechatIsInTrouble() {
        issuer.failing(100, Problem.TRANSIENT);
        ticket.doubt(fates::add);
        scheduler.pass(Duration.ofMinutes(9));
        assertThat(value()).hasValue("T1CKET-1");
        assertThat(fates).isEmpty();
        assertThat(issuer.ticketCalls()).hasSize(2);
    }

    private CurrentTicket node(CredentialIssuer asked) {
        return new CurrentTicket(APP_ID, asked, store, clock, scheduler, () -> 0, Duration.ZERO);
    }

    private Optional<String> value() {
        return ticket.held().map(Credential::value);
    }

    private Credential credential(Credential.Kind kind, String value) {
        return new Credential(
                kind, APP_ID, value, clock.instant(), clock.instant().plusSeconds(7200));
    }

    /** As WeChat: one token, and one ticket for each token. */
    private final class RepeatingIssuer implements CredentialIssuer {
        private int calls;
        private int tokens;

        @Override
        public Credential accessToken(boolean replaced) {
            calls++;
            tokens++;
            return credential(ACCESS_TOKEN, "T0KEN-own");
        }

        @Override
        public Credential ticket(Credential accessToken) {
            calls++;
            return credential(JSAPI_TICKET, "T1CKET-of-" + accessToken.value());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
