package io.github.wxconfig.watch;

import io.github.wxconfig.log.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that are at work now, for those who watch them and have no way to the filter, which the container makes.
 * Knows those of all applications that share the library's class loader. Safe for use by many threads.
 */
public final class AccountsAtWork {
    private static final Logger log = LoggerFactory.getLogger(AccountsAtWork.class);
    private static final List<AccountMXBean> ACCOUNTS = new ArrayList<>();
    private static final List<Follower> FOLLOWERS = new ArrayList<>();

    private AccountsAtWork() {}

    /** Is told of accounts, one at a time and by the thread that starts or stops the application: must not wait. */
    public interface Follower {
        /** It is at work. */
        void begins(AccountMXBean account);

        /** It is no more. */
        void ends(AccountMXBean account);
    }

    /** Tells of the accounts at work, and of all that come and go until {@link #leave}. */
    public static synchronized void follow(Follower follower) {
        FOLLOWERS.add(follower);
        ACCOUNTS.forEach(follower::begins);
    }

    /** Tells that each account at work ends, and nothing more. */
    public static synchronized void leave(Follower follower) {
        if (FOLLOWERS.remove(follower)) {
            ACCOUNTS.forEach(follower::ends);
        }
    }

    static synchronized void begin(AccountMXBean account) {
        ACCOUNTS.add(account);
        tell(follower -> follower.begins(account));
    }

    static synchronized void end(AccountMXBean account) {
        if (ACCOUNTS.remove(account)) {
            tell(follower -> follower.ends(account));
        }
    }

    /** An application starts and stops whatever they do who watch. */
    private static void tell(Consumer<Follower> news) {
        for (Follower follower : FOLLOWERS) {
            try {
                news.accept(follower);
            } catch (RuntimeException e) {
                log.warn("An account cannot be watched as it should: {}", Printable.of(e));
            }
        }
    }
}
