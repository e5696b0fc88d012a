package io.github.wxconfig.demo;

import static java.time.temporal.ChronoUnit.DAYS;

import io.github.wxconfig.demo.Rules.TicketRepeat;
import java.time.Instant;

/** {@code GET /cgi-bin/ticket/getticket}. */
final class Tickets {
    private final Ledger ledger = new Ledger();
    private final Quota daily = new Quota(DAYS);

    Issued get(Instant now, Rules rules) {
        daily.take(now, rules.ticketQuota());
        return ledger.newest()
                .filter(ticket -> rules.ticketRepeat() == TicketRepeat.SAME && ticket.secondsLeft(now) > 0)
                .orElseGet(() -> ledger.add(Issued.lasting(RandomText.ticket(), now, rules.ticketLife())));
    }

    Ledger ledger() {
        return ledger;
    }
}
