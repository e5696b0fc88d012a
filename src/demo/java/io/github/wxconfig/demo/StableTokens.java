package io.github.wxconfig.demo;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Duration;
import java.time.Instant;

/** {@code POST /cgi-bin/stable_token}: the same token for everyone who asks, until shortly before its end. */
final class StableTokens {
    private static final int CALLS_PER_DAY = 500_000;
    private static final int CALLS_PER_MINUTE = 10_000;
    private static final int FORCED_PER_DAY = 20;
    private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);

    private final Ledger ledger = new Ledger();
    private final Quota daily = new Quota(DAYS);
    private final Quota minutely = new Quota(MINUTES);
    private final Quota forcedDaily = new Quota(DAYS);
    private Instant lastForced = Instant.MIN;

    Issued current(Instant now, Rules rules) {
        count(now);
        return ledger.newest()
                .filter(token -> now.isBefore(token.end().minus(rules.tokenOverlap())))
                .orElseGet(() -> issue(now, rules));
    }

    Issued force(Instant now, Rules rules) {
        count(now);
        if (now.isBefore(lastForced.plus(BETWEEN_FORCED))) {
            throw new Refused(Refusal.MINUTE_QUOTA);
        }
        forcedDaily.take(now, FORCED_PER_DAY);
        lastForced = now;
        ledger.cutAll(now);
        return issue(now, rules);
    }

    Ledger ledger() {
        return ledger;
    }

    private void count(Instant now) {
        minutely.take(now, CALLS_PER_MINUTE);
        daily.take(now, CALLS_PER_DAY);
    }

    private Issued issue(Instant now, Rules rules) {
        return ledger.add(Issued.lasting(RandomText.token(), now, rules.tokenLife()));
    }
}
