package io.github.wxconfig.ticket;

import static io.github.wxconfig.ticket.ScriptedIssuer.APP_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ManualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The token that a hub hands out. */
class CurrentTokenTest {
    private final ManualClock clock = new ManualClock();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final ScriptedIssuer issuer = new ScriptedIssuer(clock);
    private final CurrentTicket ticket =
            new CurrentTicket(APP_ID, issuer, new MemoryStore(clock), clock, scheduler, () -> 0, Duration.ZERO);
    private final LogCapture log = new LogCapture();

    @AfterEach
    void tellsNoValueToTheLog() {
        log.close();
        assertThat(log.text()).doesNotContain("T0KEN-", "T1CKET-");
    }

    @Test
    void isTheOneThatTheTicketWasAskedForWith() {
        begin();

        assertThat(value()).hasValue("T0KEN-1");
        assertThat(issuer.calls()).containsExactly("token", "ticket for T0KEN-1");
    }

    @Test
    void isRenewedBeforeItsEnd() {
        begin();

        scheduler.pass(Duration.ofMinutes(116));

        assertThat(value()).hasValue("T0KEN-2");
    }

    /** By the clock it would seem good for hours. */
    @Test
    void isRenewedInTimeThoughTheClockIsSetBack() {
        begin();
        clock.advance(Duration.ofHours(-5));

        scheduler.pass(Duration.ofMinutes(116));

        assertThat(value()).hasValue("T0KEN-2");
    }

    @Test
    void isTriedForAgainAfterAnUnexpectedError() {
        issuer.breaking(2);
        begin();
        assertThat(value()).isEmpty();

        scheduler.pass(Duration.ofMinutes(2));

        assertThat(value()).isPresent();
    }

    private void begin() {
        ticket.keepToken();
        ticket.start();
        scheduler.pass(Duration.ofMillis(1));
    }

    private Optional<String> value() {
        return ticket.heldToken().map(Credential::value);
    }
}
