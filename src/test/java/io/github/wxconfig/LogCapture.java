package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.simple.SimpleLogger;

/**
 * What is logged from here on: SLF4J's simple logger writes to {@code System.err}, which is put back on close.
 */
public final class LogCapture implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private final List<Object> verbose = new ArrayList<>();

    /** @param verbose names of loggers that say everything until close */
    public LogCapture(String... verbose) {
        for (String name : verbose) {
            Object logger = LoggerFactory.getLogger(name);
            setLevel(logger, Level.TRACE);
            this.verbose.add(logger);
        }
        System.setErr(new PrintStream(captured, true, UTF_8));
    }

    /** Each line that has been logged, lines of stack traces included. */
    public List<String> lines() {
        return text().lines().toList();
    }

    public String text() {
        return captured.toString(UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
        verbose.forEach(logger -> setLevel(logger, Level.INFO));
        SecretSearch.requireNoneIn(text());
    }

    /** The simple logger reads its level once in the life of a JVM, and has no door to change it. */
    private static void setLevel(Object logger, Level level) {
        try {
            Field current = SimpleLogger.class.getDeclaredField("currentLogLevel");
            current.setAccessible(true);
            current.setInt(logger, level.toInt());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("SLF4J's simple logger keeps its level elsewhere now", e);
        }
    }
}
