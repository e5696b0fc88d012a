package io.github.wxconfig.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where messages go in an application that has no provider of SLF4J; the JDK's own log stands for the container's. */
class LogsTest {
    private final Logger containers = Logger.getLogger(Logs.class.getPackageName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        containers.addHandler(handler);
        containers.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        containers.removeHandler(handler);
        containers.setUseParentHandlers(true);
    }

    @Test
    void messagesReachTheContainersLogWhereSlf4jHasNoProvider() throws Exception {
        Exception cause = new IllegalStateException("no ticket");
        try (URLClassLoader application = applicationWith(org.slf4j.Logger.class)) {
            Object log = logger(application);
            call(log, "debug", "not asked for {}", 0);
            call(log, "info", "served {}", 1);
            call(log, "warn", "refused {}", 2);
            call(log, "error", "failed", cause);
        }

        assertThat(records)
                .extracting(LogRecord::getLevel, LogRecord::getMessage, LogRecord::getThrown)
                .containsExactly(
                        tuple(Level.INFO, "served 1", null),
                        tuple(Level.WARNING, "refused 2", null),
                        tuple(Level.SEVERE, "failed", cause));
    }

    @Test
    void messagesReachSlf4jAloneWhereItHasOne() throws Exception {
        try (URLClassLoader application =
                applicationWith(org.slf4j.Logger.class, Class.forName("org.slf4j.simple.SimpleLogger"))) {
            call(logger(application), "info", "served {}", 1);
        }

        assertThat(records).isEmpty();
    }

    /** An application of its own, with the library and the jars of these classes. */
    private static URLClassLoader applicationWith(Class<?>... jars) {
        URL[] urls = new URL[jars.length + 1];
        urls[0] = location(Logs.class);
        for (int i = 0; i < jars.length; i++) {
            urls[i + 1] = location(jars[i]);
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static Object logger(ClassLoader application) throws ReflectiveOperationException {
        Class<?> logs = application.loadClass(Logs.class.getName());
        return logs.getMethod("of", Class.class).invoke(null, logs);
    }

    private static void call(Object logger, String level, String message, Object argument)
            throws ReflectiveOperationException {
        Class<?> api = logger.getClass().getClassLoader().loadClass(org.slf4j.Logger.class.getName());
        if (argument instanceof Throwable) {
            api.getMethod(level, String.class, Throwable.class).invoke(logger, message, argument);
        } else {
            api.getMethod(level, String.class, Object.class).invoke(logger, message, argument);
        }
    }
}
