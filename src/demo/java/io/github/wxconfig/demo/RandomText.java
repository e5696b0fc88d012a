package io.github.wxconfig.demo;

import java.security.SecureRandom;

/** Tokens and tickets of the length and alphabet that WeChat uses, each with a mark by which it is found where it leaks. */
final class RandomText {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String token() {
        return (10 + RANDOM.nextInt(90)) + "_SIM-TOKEN-" + of(ALPHABET, 144);
    }

    static String ticket() {
        return "SIM-TICKET-" + of(ALPHABET, 75);
    }

    static String hex(int length) {
        return of("0123456789abcdef", length);
    }

    private static String of(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .map(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
