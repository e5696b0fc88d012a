package io.github.wxconfig.page;

import io.github.wxconfig.log.Printable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a page exactly as the visitor's browser shows it, up to but not including the {@code #}.
 *
 * <p>WeChat recomputes the signature from {@code location.href}, so nothing here is decoded, re-encoded or normalised:
 * {@code https://www.example.com/caf%C3%A9?from=singlemessage} stays as it is.
 *
 * @param value an absolute http or https URL without fragment
 */
public record PageUrl(String value) {
    public PageUrl {
        if (!value.startsWith("http://") && !value.startsWith("https://")) {
            throw new IllegalArgumentException("A page's URL starts with http:// or https://: " + Printable.of(value));
        }
        if (value.indexOf('#') >= 0) {
            throw new IllegalArgumentException("A page's URL is signed without its fragment: " + Printable.of(value));
        }
    }

    /**
     * The page of a {@code location.href}, without its fragment; nothing where that is no address which a browser shows
     * of a web page, because it has another scheme, a user, or an origin in another form than {@link Origin}'s.
     */
    public static Optional<PageUrl> ofHref(String href) {
        String url = href.split("#", 2)[0];
        String origin = origin(url);
        int authority = origin.indexOf("://");
        return authority < 0
                ? Optional.empty()
                : Origin.ofHostAndPort(
                                origin.substring(0, authority), origin.substring(authority + 3), Origin.DEFAULT_PORT)
                        .filter(read -> read.toString().equals(origin))
                        .map(read -> new PageUrl(url));
    }

    /** Whether host and port are the same, to the letter, whatever the scheme. */
    public boolean hasHostOf(PageUrl other) {
        return authority().equals(other.authority());
    }

    private String authority() {
        return origin(value).substring(value.indexOf("://") + 3);
    }

    private static String origin(String url) {
        int end = Math.min(url.indexOf("://") + 3, url.length());
        while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end);
    }

    /** The path below the context root as containers show it: decoded, and without parameters of its segments. */
    String pathBelow(String root) {
        String path = value.substring(origin(value).length()).split("\\?", 2)[0];
        String below = path.startsWith(root) ? path.substring(root.length()) : path;
        String plain = below.replaceAll(";[^/]*", "");
        try {
            return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return plain;
        }
    }

    /** The host in lower case, without port; an IPv6 address in brackets. */
    public String host() {
        String authority = authority();
        int port = authority.lastIndexOf(':');
        String host = port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
        return host.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
