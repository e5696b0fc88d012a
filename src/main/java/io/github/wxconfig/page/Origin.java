package io.github.wxconfig.page;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a page, written as a browser writes them: lower case, IPv6 in brackets, no default port.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or address in lower case, IPv6 in brackets
 * @param port 1 to 65535, or {@link #DEFAULT_PORT}
 */
record Origin(String scheme, String host, int port) {
    /** The port that goes without saying: 80 for http, 443 for https. */
    static final int DEFAULT_PORT = -1;

    private static final String NAME_OR_ADDRESS =
            "\\[[0-9a-fA-F:.]+]|[^\\s\\p{Cntrl}\\p{Z}\\x80-\\x9F\\[\\]:/?#@\\\\\"<>,;]+";
    private static final Pattern HOST = Pattern.compile(NAME_OR_ADDRESS);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(" + NAME_OR_ADDRESS + ")(?::([0-9]{1,5}))?");

    /** The origin, or nothing where one of its parts is malformed. */
    static Optional<Origin> of(String scheme, String host, int port) {
        String lowerScheme = scheme.toLowerCase(Locale.ROOT);
        boolean web = lowerScheme.equals("http") || lowerScheme.equals("https");
        if (!web
                || port == 0
                || port > 65535
                || !(isPlain(host) || HOST.matcher(host).matches())) {
            return Optional.empty();
        }
        boolean implied = port < 0 || port == (lowerScheme.equals("https") ? 443 : 80);
        return Optional.of(new Origin(lowerScheme, host.toLowerCase(Locale.ROOT), implied ? DEFAULT_PORT : port));
    }

    /** Most hosts are, and need no look at all that a host may be. */
    private static boolean isPlain(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
            if (!plain) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    /** The origin of a {@code Host}-like value: {@code example.com}, {@code example.com:8443}, {@code [::1]:80}. */
    static Optional<Origin> ofHostAndPort(String scheme, String hostAndPort, int portIfNone) {
        Matcher parts = HOST_AND_PORT.matcher(hostAndPort);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(2);
        return of(scheme, parts.group(1), port == null ? portIfNone : Integer.parseInt(port));
    }

    /** The same, but for {@code https} on port 80 and {@code http} on port 443, which no browser shows for a page. */
    Origin withoutPortOfOtherScheme() {
        return port == (scheme.equals("https") ? 80 : 443) ? new Origin(scheme, host, DEFAULT_PORT) : this;
    }

    /** The same with an international name in the form in which browsers send it; nothing where it has none. */
    Optional<Origin> inAscii() {
        try {
            String ascii = host.startsWith("[") ? host : IDN.toASCII(host).toLowerCase(Locale.ROOT);
            return Optional.of(new Origin(scheme, ascii, port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address of this path and query there. */
    String with(String path, String query) {
        return port == DEFAULT_PORT
                ? scheme + "://" + host + path + query
                : scheme + "://" + host + ":" + port + path + query;
    }

    @Override
    public String toString() {
        return with("", "");
    }
}
