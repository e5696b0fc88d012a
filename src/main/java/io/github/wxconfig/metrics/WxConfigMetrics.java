package io.github.wxconfig.metrics;

import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Meters of every account that is at work in this application now or later, made of what JMX shows of them; the meters of
 * an account that ends are removed.
 *
 * <p>Spring Boot has it by itself. Elsewhere: {@code new WxConfigMetrics().bindTo(registry)}, and
 * {@link #close()} when the application stops. Safe for use by many threads.
 */
public final class WxConfigMetrics implements MeterBinder, AutoCloseable {
    private static final Logger log = Logs.of(WxConfigMetrics.class);

    private final Iterable<Tag> tags;
    private final List<Binding> bindings = new ArrayList<>();

    /** Metrics that are nowhere yet. */
    public WxConfigMetrics() {
        this(Tags.empty());
    }

    /**
     * The same with tags of the application's own.
     *
     * @param tags each meter has them beside {@code appId} and {@code context}
     */
    public WxConfigMetrics(Iterable<Tag> tags) {
        this.tags = tags;
    }

    /** Adds the meters to this registry, until this is closed. It may be bound to several. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Binding binding = new Binding(registry, server, tags);
        try {
            server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, binding, null, null);
            bindings.add(binding);
            server.queryNames(new ObjectName(AccountMetrics.ALL), null).forEach(binding::begins);
        } catch (JMException | RuntimeException e) {
            log.warn("The accounts are not among the metrics, because JMX does not show them: {}", Printable.of(e));
        }
    }

    /** Takes its meters out of the registries. */
    @Override
    public synchronized void close() {
        bindings.forEach(Binding::close);
        bindings.clear();
    }

    /** The meters of one registry. */
    private static final class Binding implements NotificationListener {
        private final MeterRegistry registry;
        private final MBeanServer server;
        private final Iterable<Tag> tags;
        /** The registry itself holds the accounts weakly. */
        private final Map<ObjectName, Account> accounts = new HashMap<>();

        Binding(MeterRegistry registry, MBeanServer server, Iterable<Tag> tags) {
            this.registry = registry;
            this.server = server;
            this.tags = tags;
        }

        private record Account(AccountMXBean numbers, List<Meter> meters) {}

        @Override
        public void handleNotification(Notification notification, @Nullable Object handback) {
            if (notification instanceof MBeanServerNotification news
                    && news.getMBeanName().getDomain().equals(AccountMetrics.DOMAIN)) {
                if (news.getType().equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)) {
                    begins(news.getMBeanName());
                } else {
                    ends(news.getMBeanName());
                }
            }
        }

        /** An application starts and stops whatever a registry does. */
        synchronized void begins(ObjectName name) {
            try {
                if (AccountMetrics.isOurs(server, name) && !accounts.containsKey(name)) {
                    Account account =
                            new Account(JMX.newMXBeanProxy(server, name, AccountMXBean.class), new ArrayList<>());
                    accounts.put(name, account);
                    addMeters(account);
                }
            } catch (JMException | RuntimeException e) {
                log.warn("An account is not among the metrics as it should be: {}", Printable.of(e));
            }
        }

        private void addMeters(Account account) {
            AccountMXBean numbers = account.numbers();
            String context = numbers.getContext();
            Tags all = Tags.of(tags).and("appId", numbers.getAppId(), "context", context.isEmpty() ? "/" : context);
            account.meters()
                    .add(TimeGauge.builder(
                                    "wxconfig.ticket.remaining", numbers, TimeUnit.SECONDS, Binding::ticketRemaining)
                            .description("For how long the ticket in use is good")
                            .tags(all)
                            .register(registry));
            count(account, "wxconfig.renewals", "Tickets issued", all, AccountMXBean::getRenewals);
            for (String problem : numbers.getFailures().keySet()) {
                count(
                        account,
                        "wxconfig.renewal.failures",
                        "Calls for a token or ticket that failed",
                        all.and("problem", problem),
                        failed -> failed.getFailures().getOrDefault(problem, 0L));
            }
            for (String cause : numbers.getRefusals().keySet()) {
                count(
                        account,
                        "wxconfig.refusals",
                        "Reports of pages that WeChat refused",
                        all.and("cause", cause),
                        refused -> refused.getRefusals().getOrDefault(cause, 0L));
            }
            pages(account, all.and("outcome", "signed", "reason", "none"), AccountMXBean::getPagesSigned);
            for (String reason : numbers.getPagesUnsigned().keySet()) {
                pages(account, all.and("outcome", "unsigned", "reason", reason), passed -> passed.getPagesUnsigned()
                        .getOrDefault(reason, 0L));
            }
        }

        /** Not a number, where there is no ticket. */
        private static double ticketRemaining(AccountMXBean account) {
            Long seconds = account.getTicketRemainingSeconds();
            return seconds == null ? Double.NaN : seconds;
        }

        private void pages(Account account, Tags all, ToDoubleFunction<AccountMXBean> value) {
            count(account, "wxconfig.pages", "Requests for pages", all, value);
        }

        private void count(
                Account account, String name, String description, Tags all, ToDoubleFunction<AccountMXBean> value) {
            account.meters()
                    .add(FunctionCounter.builder(name, account.numbers(), value)
                            .description(description)
                            .tags(all)
                            .register(registry));
        }

        synchronized void ends(ObjectName name) {
            Account account = accounts.remove(name);
            if (account != null) {
                account.meters().forEach(registry::remove);
            }
        }

        synchronized void close() {
            try {
                server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, this);
            } catch (JMException | RuntimeException e) {
                log.debug("The listener for accounts was gone already: {}", Printable.of(e));
            }
            List.copyOf(accounts.keySet()).forEach(this::ends);
        }
    }
}
