package io.github.wxconfig.signature;

import java.security.SecureRandom;
import java.util.function.Supplier;

/** Texts of 80 random bits: 16 letters and digits, always as many, so that a script's length is known. */
public final class Nonces implements Supplier<String> {
    private static final int LENGTH = 16;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final SecureRandom random = new SecureRandom();

    /** The next one. */
    @Override
    public String get() {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        char[] nonce = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            nonce[i] = ALPHABET.charAt(bytes[i] & 31);
        }
        return new String(nonce);
    }
}
