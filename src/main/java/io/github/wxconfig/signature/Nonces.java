package io.github.wxconfig.signature;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Texts of 80 random bits: 16 letters and digits, always as many, so that a script's length is known. Chance is drawn for
 * many at a time, since at its source all threads wait for one another.
 */
public final class Nonces implements Supplier<String> {
    private static final int LENGTH = 16;
    private static final int DRAWN_AT_A_TIME = 256 * LENGTH;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

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
        char[] nonce = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            nonce[i] = ALPHABET.charAt(current.bytes[start + i] & 31);
        }
        return new String(nonce);
    }

    /** Random bytes, none of which is used twice. */
    private static final class Draw {
        private final byte[] bytes;
        private final AtomicInteger used = new AtomicInteger();

        Draw(byte[] bytes) {
            this.bytes = bytes;
        }

        int next() {
            return used.getAndAdd(LENGTH);
        }
    }
}
