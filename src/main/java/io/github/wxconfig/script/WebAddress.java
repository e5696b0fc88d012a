package io.github.wxconfig.script;

import io.github.wxconfig.log.Printable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as a policy sees it: without query and fragment.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, an IPv6 address in brackets
 * @param port as sent, or the scheme's own
 * @param path as it stands in the address; may be empty
 */
record WebAddress(String scheme, String host, int port, String path) {
    private static final Pattern URL =
            Pattern.compile("((?i:https?))://(\\[[^]]*]|[^/:?#]*)(?::([0-9]{0,5}))?([^?#]*)(?s:.*)");

    /** A script's address as it stands in the page: a URL, or a path from the root of the page's host. */
    WebAddress resolve(String url) {
        if (url.startsWith("//")) {
            return of(scheme + ":" + url);
        }
        return of(url.startsWith("/") ? origin() + url : url);
    }

    static WebAddress of(String url) {
        return find(url).orElseThrow(() -> new IllegalArgumentException("Not a web address: " + Printable.of(url)));
    }

    /** The address, or nothing where the text is not one of the web. */
    static Optional<WebAddress> find(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String port = parts.group(3);
        return Optional.of(new WebAddress(
                scheme,
                parts.group(2).toLowerCase(Locale.ROOT),
                port == null || port.isEmpty() ? defaultPort(scheme) : Integer.parseInt(port),
                parts.group(4)));
    }

    boolean isAtDefaultPort() {
        return port == defaultPort(scheme);
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private String origin() {
        return scheme + "://" + host + (isAtDefaultPort() ? "" : ":" + port);
    }

    /** For a log: a query may hold what is nobody's business. */
    String withoutQuery() {
        return origin() + path;
    }

    /** The narrowest source expression that admits this address to a page of that origin. */
    String asSource(WebAddress page) {
        return origin().equals(page.origin())
                ? "'self'"
                : origin() + path.replace(";", "%3B").replace(",", "%2C");
    }
}
