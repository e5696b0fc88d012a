package io.github.wxconfig.micrometer;

import io.github.wxconfig.watch.AccountMXBean;
import io.github.wxconfig.watch.AccountsAtWork;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of all accounts in one registry. */
final class AccountMeters implements AccountsAtWork.Follower {
    private final MeterRegistry registry;
    private final Map<AccountMXBean, List<Meter>> meters = new HashMap<>();

    AccountMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void begins(AccountMXBean account) {
        String context = account.getContext();
        Tags tags = Tags.of("appId", account.getAppId(), "context", context.isEmpty() ? "/" : context);
        List<Meter> made = meters.computeIfAbsent(account, key -> new ArrayList<>());
        made.add(TimeGauge.builder(
                        "wxconfig.ticket.remaining", account, TimeUnit.SECONDS, AccountMeters::ticketRemaining)
                .description("For how long the ticket in use is good")
                .tags(tags)
                .register(registry));
        made.add(count("wxconfig.renewals", "Tickets issued", account, tags, AccountMXBean::getRenewals));
        for (String problem : account.getFailures().keySet()) {
            made.add(count(
                    "wxconfig.renewal.failures",
                    "Calls for a token or ticket that failed",
                    account,
                    tags.and("problem", problem),
                    failed -> failed.getFailures().getOrDefault(problem, 0L)));
        }
        made.add(pages(account, tags.and("outcome", "signed", "reason", "none"), AccountMXBean::getPagesSigned));
        for (String reason : account.getPagesUnsigned().keySet()) {
            made.add(pages(
                    account, tags.and("outcome", "unsigned", "reason", reason), passed -> passed.getPagesUnsigned()
                            .getOrDefault(reason, 0L)));
        }
    }

    /** Not a number, where there is no ticket. */
    private static double ticketRemaining(AccountMXBean account) {
        Long seconds = account.getTicketRemainingSeconds();
        return seconds == null ? Double.NaN : seconds;
    }

    private Meter pages(AccountMXBean account, Tags tags, ToDoubleFunction<AccountMXBean> value) {
        return count("wxconfig.pages", "Requests for pages", account, tags, value);
    }

    private Meter count(
            String name, String description, AccountMXBean account, Tags tags, ToDoubleFunction<AccountMXBean> value) {
        return FunctionCounter.builder(name, account, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    @Override
    public void ends(AccountMXBean account) {
        List<Meter> made = meters.remove(account);
        if (made != null) {
            made.forEach(registry::remove);
        }
    }
}
