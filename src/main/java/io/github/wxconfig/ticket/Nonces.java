package io.github.wxconfig.ticket;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Texts of 64 random bits: 16 hex digits, always as many, so that a script's length is known. Chance is drawn for many at
 * a time, since at its source all threads wait for one another.
 */
public final class Nonces implements Supplier<String> {
    private static final int BYTES = 8;
    private static final int DRAWN_AT_A_TIME = 512 * BYTES;

    private final SecureRandom random = new SecureRandom();
    private volatile Draw draw = new Draw(new byte[0]);

    /** The next one. */
    @Override
    public String get() {
        Draw current = draw;
        int start = current.next();
        while (start >= current.bytes.length) {
            byte[] bytes = new byte[DRAWN_AT_A_TIME];
            random.nextBytes(bytes);
            current = new Draw(bytes);
            draw = current;
            start = current.next();
        }
        return HexFormat.of().formatHex(current.bytes, start, start + BYTES);
    }

    /** Random bytes, none of which is used twice. */
    private static final class Draw {
        private final byte[] bytes;
        private final AtomicInteger used = new AtomicInteger();

        Draw(byte[] bytes) {
            this.bytes = bytes;
        }

        int next() {
            return used.getAndAdd(BYTES);
        }
    }
}
