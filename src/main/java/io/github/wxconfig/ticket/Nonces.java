package io.github.wxconfig.ticket;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Texts of 64 random bits: 16 hex digits, always as many, so that a script's length is known. */
public final class Nonces implements Supplier<String> {
    private static final int BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    /** The next one. */
    @Override
    public String get() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
