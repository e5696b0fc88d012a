package io.github.wxconfig.demo;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Instant;

/** {@code GET /cgi-bin/token}: every call replaces the token before, which works on for a few minutes. */
final class ClassicTokens {
    private final Ledger ledger = new Ledger();
    private final Quota daily = new Quota(DAYS);

    Issued issue(Instant now, Rules rules) {
        daily.take(now, rules.tokenQuota());
        ledger.cutAll(now.plus(rules.tokenOverlap()));
        return ledger.add(Issued.lasting(RandomText.token(), now, rules.tokenLife()));
    }

    Ledger ledger() {
        return ledger;
    }
}
