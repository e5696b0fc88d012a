package io.github.wxconfig.watch;

import io.github.wxconfig.log.Printable;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account's place among the {@link AccountsAtWork} and in JMX: {@code io.github.wxconfig:type=Account,context="/shop",appId=wx…}, with {@code instance=2}
 * where an application of the same path has it already. A machine without JMX, or one that forbids it, goes without.
 */
public final class Registration implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Registration.class);
    private static final int MOST = 100;

    private final AccountReport account;
    private final Optional<ObjectName> name;

    private Registration(AccountReport account, Optional<ObjectName> name) {
        this.account = account;
        this.name = name;
    }

    /** Shows the account until this is closed. */
    public static Registration of(AccountReport account) {
        AccountsAtWork.begin(account);
        return new Registration(account, inJmx(account));
    }

    private static Optional<ObjectName> inJmx(AccountReport account) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            String name = "io.github.wxconfig:type=Account,context=" + ObjectName.quote(account.context()) + ",appId="
                    + account.appId();
            for (int instance = 1; instance <= MOST; instance++) {
                ObjectName wanted = new ObjectName(instance == 1 ? name : name + ",instance=" + instance);
                if (isRegistered(server, account, wanted)) {
                    return Optional.of(wanted);
                }
            }
        } catch (JMException | RuntimeException | LinkageError e) {
            log.info("The account {} is not to be seen by JMX: {}", account.appId(), Printable.of(e));
        }
        return Optional.empty();
    }

    private static boolean isRegistered(MBeanServer server, AccountReport account, ObjectName name) throws JMException {
        try {
            server.registerMBean(account, name);
            return true;
        } catch (InstanceAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public void close() {
        AccountsAtWork.end(account);
        name.ifPresent(registered -> {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            } catch (JMException | RuntimeException | LinkageError e) {
                log.info("{} cannot be taken out of JMX: {}", Printable.of(registered), Printable.of(e));
            }
        });
    }
}
