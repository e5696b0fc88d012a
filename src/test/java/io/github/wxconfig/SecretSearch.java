package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.demo.WechatSimulator;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Looks for the secrets, tokens, tickets and passwords of all tests in whatever is logged or printed while they run, and
 * fails the test after which one was there. They are all recognisable: constants, or made by the simulator. It is told of
 * every test by JUnit's auto-detection; what does not reach the console is searched by whoever has it.
 */
public final class SecretSearch implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Pattern SECRETS = Pattern.compile("SIM-T(OKEN|ICKET)-[\\w-]{8,}|" + WechatSimulator.DEMO_SECRET
            + "|T0KEN-\\d|T1CKET-\\d|s3cret-value|not-the-secret|pa55");
    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

    /** Fails where one of them is in this text, without repeating it. */
    public static void requireNoneIn(CharSequence text) {
        Matcher found = SECRETS.matcher(text);
        if (found.find()) {
            int from = Math.max(0, found.start() - 200);
            throw new AssertionError("A secret, token or ticket is where none may be: …"
                    + SECRETS.matcher(text.subSequence(from, Math.min(text.length(), found.end() + 100)))
                            .replaceAll("***"));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!(System.err instanceof Overheard)) {
            System.setErr(new Overheard(System.err));
        }
        if (!(System.out instanceof Overheard)) {
            System.setOut(new Overheard(System.out));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        search();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        search();
    }

    private static void search() {
        String printed;
        synchronized (PRINTED) {
            printed = PRINTED.toString(UTF_8);
            PRINTED.reset();
        }
        requireNoneIn(printed);
    }

    private static final class Overheard extends PrintStream {
        Overheard(PrintStream console) {
            super(new Copy(console), true, UTF_8);
        }
    }

    private static final class Copy extends OutputStream {
        private final PrintStream console;

        Copy(PrintStream console) {
            this.console = console;
        }

        @Override
        public void write(int unit) {
            console.write(unit);
            synchronized (PRINTED) {
                PRINTED.write(unit);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            console.write(bytes, offset, length);
            synchronized (PRINTED) {
                PRINTED.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() {
            console.flush();
        }
    }
}
