package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What is logged from here on: SLF4J's simple logger writes to {@code System.err}, which is put back on close. */
public final class LogCapture implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

    public LogCapture() {
        System.setErr(new PrintStream(captured, true, UTF_8));
    }

    /** Each line that has been logged, lines of stack traces included. */
    public List<String> lines() {
        return text().lines().toList();
    }

    public String text() {
        return captured.toString(UTF_8);
    }

    public void clear() {
        captured.reset();
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
