package io.github.wxconfig.metrics;

import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.script.Cause;
import io.github.wxconfig.script.PageTally;
import io.github.wxconfig.script.Unsigned;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import io.github.wxconfig.ticket.CurrentTicket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The numbers of one account at work, counted here and shown by JMX as {@code
 * io.github.wxconfig:type=Account,context="/shop",appId=wx…}, with {@code instance=2} where an application of the same path
 * has that name already. A machine without JMX, or one that forbids it, goes without. Safe for use by many threads.
 */
public final class AccountMetrics implements AccountMXBean, PageTally, AutoCloseable {
    static final String DOMAIN = "io.github.wxconfig";
    /** The names of all accounts. */
    static final String ALL = DOMAIN + ":type=Account,*";

    private static final Logger log = Logs.of(AccountMetrics.class);
    private static final String UNEXPECTED = "unexpected";
    private static final int MOST_INSTANCES = 100;

    private final String appId;
    private final String context;
    private final InstantSource clock;
    private final LongSupplier malformed;
    private final LongAdder signed = new LongAdder();
    private final Map<String, LongAdder> unsigned =
            counters(Stream.of(Unsigned.values()).map(Unsigned::label));
    private final Map<String, LongAdder> failures =
            counters(Stream.concat(Stream.of(Problem.values()).map(AccountMetrics::label), Stream.of(UNEXPECTED)));
    private final Map<String, LongAdder> refusals =
            counters(Cause.all().stream().map(Cause::name));
    private final LongAdder renewals = new LongAdder();
    private volatile @Nullable Failure lastFailure;
    private volatile @Nullable CurrentTicket ticket;
    private volatile @Nullable ObjectName name;

    /**
     * Numbers that nobody sees yet.
     *
     * @param context the context path of the application
     * @param malformed how many requests had forwarded headers that could not be understood
     */
    public AccountMetrics(String appId, String context, LongSupplier malformed, InstantSource clock) {
        this.appId = appId;
        this.context = context;
        this.malformed = malformed;
        this.clock = clock;
    }

    /** The numbers of every account that is at work with this copy of the library; none where JMX does not show them. */
    public static List<AccountMXBean> atWork() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            List<AccountMXBean> accounts = new ArrayList<>();
            for (ObjectName name : server.queryNames(new ObjectName(ALL), null)) {
                if (isOurs(server, name)) {
                    accounts.add(JMX.newMXBeanProxy(server, name, AccountMXBean.class));
                }
            }
            return accounts;
        } catch (JMException | RuntimeException | LinkageError e) {
            log.debug("JMX does not show the accounts: {}", Printable.of(e));
            return List.of();
        }
    }

    /** Other applications of the same JVM have a library of their own. */
    static boolean isOurs(MBeanServer server, ObjectName name) throws JMException {
        return server.getClassLoaderFor(name) == AccountMetrics.class.getClassLoader();
    }

    private record Failure(String message, Instant at) {}

    private static Map<String, LongAdder> counters(Stream<String> labels) {
        Map<String, LongAdder> counters = new TreeMap<>();
        labels.forEach(label -> counters.put(label, new LongAdder()));
        return counters;
    }

    private static String label(Problem problem) {
        return problem.name().toLowerCase(Locale.ROOT);
    }

    private static void count(Map<String, LongAdder> counters, String label) {
        LongAdder counter = counters.get(label);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Shows the numbers, and those of this ticket, until this is closed. To be called once. */
    public void register(CurrentTicket shown) {
        ticket = shown;
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            String wanted = DOMAIN + ":type=Account,context=" + ObjectName.quote(context) + ",appId=" + appId;
            for (int instance = 1; instance <= MOST_INSTANCES && name == null; instance++) {
                name = registered(server, new ObjectName(instance == 1 ? wanted : wanted + ",instance=" + instance));
            }
        } catch (JMException | RuntimeException | LinkageError e) {
            log.info("The account {} is not shown by JMX: {}", appId, Printable.of(e));
        }
    }

    private @Nullable ObjectName registered(MBeanServer server, ObjectName wanted) throws JMException {
        try {
            server.registerMBean(this, wanted);
            return wanted;
        } catch (InstanceAlreadyExistsException e) {
            return null;
        }
    }

    @Override
    public void close() {
        ObjectName registered = name;
        if (registered != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            } catch (JMException | RuntimeException | LinkageError e) {
                log.info("{} cannot be taken out of JMX: {}", registered, Printable.of(e));
            }
        }
    }

    @Override
    public void signed() {
        signed.increment();
    }

    @Override
    public void unsigned(Unsigned reason) {
        count(unsigned, reason.label());
    }

    @Override
    public void refused(String cause) {
        count(refusals, cause);
    }

    void renewed() {
        renewals.increment();
    }

    /** The message of an unexpected exception is not repeated: it may come from an issuer of somebody's own. */
    void failed(Throwable failure) {
        if (failure instanceof CredentialException told) {
            count(failures, label(told.problem()));
            lastFailure = new Failure(String.valueOf(failure.getMessage()), clock.instant());
        } else {
            count(failures, UNEXPECTED);
            lastFailure = new Failure(failure.getClass() + "; the log has more.", clock.instant());
        }
    }

    @Override
    public String getAppId() {
        return appId;
    }

    @Override
    public String getContext() {
        return context;
    }

    @Override
    public @Nullable Long getTicketAgeSeconds() {
        return ofTicket(
                held -> Duration.between(held.issuedAt(), clock.instant()).toSeconds());
    }

    @Override
    public @Nullable Long getTicketRemainingSeconds() {
        return ofTicket(
                held -> Duration.between(clock.instant(), held.expiresAt()).toSeconds());
    }

    private @Nullable Long ofTicket(ToLongFunction<Credential> seconds) {
        CurrentTicket shown = ticket;
        Optional<Credential> held = shown == null ? Optional.empty() : shown.held();
        return held.isPresent() ? Long.valueOf(seconds.applyAsLong(held.get())) : null;
    }

    @Override
    public long getNextRenewalSeconds() {
        CurrentTicket shown = ticket;
        return shown == null ? 0 : shown.untilRenewal().toSeconds();
    }

    @Override
    public long getRenewals() {
        return renewals.sum();
    }

    @Override
    public Map<String, Long> getFailures() {
        return sums(failures);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((label, counter) -> sums.put(label, counter.sum()));
        return sums;
    }

    @Override
    public @Nullable String getLastError() {
        Failure failure = lastFailure;
        return failure == null ? null : failure.message();
    }

    @Override
    public @Nullable String getLastErrorAt() {
        Failure failure = lastFailure;
        return failure == null ? null : failure.at().toString();
    }

    @Override
    public long getPagesSigned() {
        return signed.sum();
    }

    @Override
    public Map<String, Long> getPagesUnsigned() {
        return sums(unsigned);
    }

    @Override
    public Map<String, Long> getRefusals() {
        return sums(refusals);
    }

    @Override
    public long getMalformedForwardedHeaders() {
        return malformed.getAsLong();
    }
}
