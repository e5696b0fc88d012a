package io.github.wxconfig.page;

import java.util.Locale;

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
            throw new IllegalArgumentException("A page's URL starts with http:// or https://: " + value);
        }
        if (value.indexOf('#') >= 0) {
            throw new IllegalArgumentException("A page's URL is signed without its fragment: " + value);
        }
    }

    /** The host in lower case, without port; an IPv6 address in brackets. */
    public String host() {
        int start = value.indexOf("://") + 3;
        int end = start;
        while (end < value.length() && "/?".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        String authority = value.substring(start, end);
        int port = authority.lastIndexOf(':');
        String host = port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
        return host.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
