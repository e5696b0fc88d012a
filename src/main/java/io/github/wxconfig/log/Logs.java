package io.github.wxconfig.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * The library's loggers: SLF4J's. Where SLF4J throws messages away, because it has no provider or a binding of SLF4J 1
 * only, they go to {@link System.Logger}, which by default is the container's log.
 */
public final class Logs {
    private Logs() {}

    /** The logger with the name of that class. */
    public static Logger of(Class<?> type) {
        Logger logger = LoggerFactory.getLogger(type);
        if (!(logger instanceof NOPLogger)) {
            return logger;
        }
        try {
            return new SystemLogger(type.getName());
        } catch (NoClassDefFoundError slf4j1) {
            return logger;
        }
    }
}
