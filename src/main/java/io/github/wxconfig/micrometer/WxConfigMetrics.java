package io.github.wxconfig.micrometer;

import io.github.wxconfig.watch.AccountsAtWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;

/**
 * Meters of every account that is at work in this application now or later; those of one that ends are removed.
 *
 * <p>In Spring Boot a bean of this type is all it takes. Elsewhere: {@code new WxConfigMetrics().bindTo(registry)}, and
 * {@link #close()} when the application stops, where registry or library outlive it. Safe for use by many threads.
 */
public final class WxConfigMetrics implements MeterBinder, AutoCloseable {
    private final List<AccountMeters> bound = new ArrayList<>();

    /** Metrics that are nowhere yet. */
    public WxConfigMetrics() {}

    /** Adds the meters to this registry, until this is closed. It may be bound to several. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        AccountMeters meters = new AccountMeters(registry);
        bound.add(meters);
        AccountsAtWork.follow(meters);
    }

    /** Takes its meters out of the registries, and forgets them. */
    @Override
    public synchronized void close() {
        bound.forEach(AccountsAtWork::leave);
        bound.clear();
    }
}
