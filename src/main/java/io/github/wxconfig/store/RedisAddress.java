package io.github.wxconfig.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and how to get in: {@code redis://[user:password@]host[:port][/db]}, or {@code rediss://} for TLS.
 * User and password are percent-encoded; an IPv6 address stands in brackets. {@link #toString()} leaves both out, and no
 * exception repeats any part of an address.
 *
 * @param user null: Redis's own default user
 * @param password null: none is asked for
 */
record RedisAddress(
        boolean tls, String host, int port, int database, @Nullable String user, @Nullable String password) {
    private static final int DEFAULT_PORT = 6379;
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern FORM =
            Pattern.compile("redis(?<tls>s)?://((?<user>[^:/?#\\s]*):(?<password>[^/?#\\s]*)@)?"
                    + "(?<host>\\[[0-9a-fA-F:.]+]|[\\w.-]+)(:(?<port>\\d{1,5}))?(/(?<database>\\d{1,5})?)?");

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException where it has another form; its message does not repeat the text
     */
    static RedisAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw malformed();
        }
        String host = parts.group("host");
        int port = number(parts.group("port"), DEFAULT_PORT);
        if (port == 0 || port > LARGEST_PORT) {
            throw malformed();
        }
        return new RedisAddress(
                parts.group("tls") != null,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                number(parts.group("database"), 0),
                decoded(parts.group("user")),
                decoded(parts.group("password")));
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static @Nullable String decoded(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException repeatsTheText) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "no address like redis://user:password@host:6379/0 (rediss:// for TLS), with"
                        + " what is special in user and password percent-encoded, and an IPv6 address in brackets");
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/"
                + database;
    }
}
