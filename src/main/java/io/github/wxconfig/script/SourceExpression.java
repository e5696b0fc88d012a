package io.github.wxconfig.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word of a source list that names addresses: a host with or without scheme, port and path, a scheme, {@code *} or
 * {@code 'self'}. Every other word names none.
 *
 * @param text the word as it stands in the policy
 * @see <a href="https://www.w3.org/TR/CSP3/#match-url-to-source-expression">CSP Level 3, 6.7.2.8</a>
 */
record SourceExpression(String text) {
    private static final String SCHEME_PART = "[A-Za-z][A-Za-z0-9+.-]*";
    private static final Pattern SCHEME = Pattern.compile("(" + SCHEME_PART + "):");
    /** Possessive, or each part of the host would cost a frame of the stack. */
    private static final Pattern HOST = Pattern.compile("(?:(" + SCHEME_PART
            + ")://)?(\\*|(?:\\*\\.)?[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)*+\\.?)(?::([0-9]{1,5}|\\*))?(/[^?#]*)?");

    private static final Pattern PERCENT = Pattern.compile("%([0-9a-fA-F]{2})");

    boolean matches(WebAddress url, WebAddress page) {
        if (text.equals("*")) {
            return true;
        }
        if (text.equalsIgnoreCase("'self'")) {
            return self(url, page);
        }
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            return scheme(scheme.group(1), url);
        }
        Matcher host = HOST.matcher(text);
        return host.matches()
                && scheme(host.group(1) == null ? page.scheme() : host.group(1), url)
                && host(host.group(2), url.host())
                && port(host.group(3), url)
                && path(host.group(4), url.path());
    }

    private static boolean self(WebAddress url, WebAddress page) {
        boolean sameHost = url.host().equals(page.host());
        boolean samePort = url.port() == page.port() || (url.isAtDefaultPort() && page.isAtDefaultPort());
        return sameHost
                && samePort
                && (url.scheme().equals(page.scheme()) || url.scheme().equals("https"));
    }

    /** What is allowed over http is allowed over https. */
    private static boolean scheme(String allowed, WebAddress url) {
        return allowed.equalsIgnoreCase(url.scheme())
                || (allowed.equalsIgnoreCase("http") && url.scheme().equals("https"));
    }

    private static boolean host(String allowed, String host) {
        if (allowed.startsWith("*")) {
            String end = allowed.substring(1);
            return host.regionMatches(true, host.length() - end.length(), end, 0, end.length());
        }
        return allowed.equalsIgnoreCase(host);
    }

    private static boolean port(@Nullable String allowed, WebAddress url) {
        if (allowed == null) {
            return url.isAtDefaultPort();
        }
        return allowed.equals("*") || Integer.parseInt(allowed) == url.port();
    }

    /** A path that ends with a slash allows all below it. */
    private static boolean path(@Nullable String allowed, String path) {
        if (allowed == null || (allowed.equals("/") && path.isEmpty())) {
            return true;
        }
        boolean exact = !allowed.endsWith("/");
        String[] pieces = allowed.split("/", -1);
        String[] found = path.split("/", -1);
        if (pieces.length > found.length || (exact && pieces.length != found.length)) {
            return false;
        }
        int compared = exact ? pieces.length : pieces.length - 1;
        for (int i = 0; i < compared; i++) {
            if (!decoded(pieces[i]).equals(decoded(found[i]))) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String piece) {
        return PERCENT.matcher(piece)
                .replaceAll(
                        octet -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octet.group(1), 16))));
    }
}
