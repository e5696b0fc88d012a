package io.github.wxconfig.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A snapshot for the control page. */
record SimulatorState(
        Instant now,
        Duration clockOffset,
        List<Holding> holdings,
        List<Fault> faults,
        int tokenCalls,
        int stableTokenCalls,
        int ticketCalls) {
    /** What an account holds; each is the newest of its kind, if it works. */
    record Holding(String appId, Optional<Issued> classicToken, Optional<Issued> stableToken, Optional<Issued> ticket) {
        static Holding of(Account account, Instant now) {
            return new Holding(
                    account.appId(),
                    working(account.classicTokens().ledger(), now),
                    working(account.stableTokens().ledger(), now),
                    working(account.tickets().ledger(), now));
        }

        private static Optional<Issued> working(Ledger ledger, Instant now) {
            return ledger.newest().filter(issued -> issued.validAt(now));
        }
    }

    static SimulatorState of(Collection<Account> accounts, MovableClock clock, List<Fault> faults, CallLog log) {
        Instant now = clock.instant();
        return new SimulatorState(
                now,
                clock.offset(),
                accounts.stream().map(account -> Holding.of(account, now)).toList(),
                faults,
                log.count(CgiBin.TOKEN),
                log.count(CgiBin.STABLE_TOKEN),
                log.count(CgiBin.GET_TICKET));
    }
}
