package io.github.wxconfig.ticket;

import java.time.Duration;
import java.time.InstantSource;

/**
 * A ticket at hand, which serves until its end even if the clock is set back meanwhile.
 *
 * @param end not later than its lifetime allows, however late the clock says that it was issued
 */
record HeldTicket(Credential credential, Deadline end) {
    static HeldTicket of(Credential ticket, InstantSource clock, Scheduler scheduler) {
        Duration left = Duration.between(clock.instant(), ticket.expiresAt());
        Duration life = Duration.between(ticket.issuedAt(), ticket.expiresAt());
        return new HeldTicket(ticket, Deadline.in(left.compareTo(life) < 0 ? left : life, clock, scheduler));
    }

    boolean serves() {
        return !end.isOver();
    }
}
