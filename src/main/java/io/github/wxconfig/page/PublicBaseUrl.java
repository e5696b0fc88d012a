package io.github.wxconfig.page;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address under which browsers see the application's context root, where no header can tell:
 * {@code https://www.example.com} or {@code https://www.example.com/shop}. It replaces scheme, host and the context
 * path; what follows the context path stays as the request has it.
 */
public final class PublicBaseUrl {
    private final Origin origin;
    private final String path;

    private PublicBaseUrl(Origin origin, String path) {
        this.origin = origin;
        this.path = path;
    }

    /**
     * Reads the setting.
     *
     * @param text an absolute http or https URL without query, fragment or user; a final {@code /} changes nothing,
     *     and what is not ASCII becomes what a browser makes of it
     * @throws IllegalArgumentException with the reason, if it is something else; its message does not repeat the text
     */
    public static PublicBaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException repeatsTheText) {
            throw new IllegalArgumentException("not a URL");
        }
        if (uri.getScheme() == null || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("not an absolute URL like https://www.example.com/shop");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a base URL has no query, fragment or user");
        }
        Origin origin = Origin.ofHostAndPort(uri.getScheme(), uri.getRawAuthority(), Origin.DEFAULT_PORT)
                .flatMap(Origin::inAscii)
                .map(Origin::withoutPortOfOtherScheme)
                .orElseThrow(() -> new IllegalArgumentException("not an http or https URL with a host"));
        String path = URI.create(uri.getRawPath()).toASCIIString();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return new PublicBaseUrl(origin, path);
    }

    /** What browsers see in the place of the context path; empty, or a raw path that does not end with a slash. */
    public String path() {
        return path;
    }

    /** The address of the page at this raw path, which begins with the raw context path. */
    String resolve(String requestUri, String contextPath) {
        String address = path + requestUri.substring(contextLength(requestUri, contextPath));
        return origin + (address.isEmpty() ? "/" : address);
    }

    /** A request may spell the context path in another encoding, so segments are counted, not compared. */
    private static int contextLength(String requestUri, String contextPath) {
        if (requestUri.startsWith(contextPath)) {
            return contextPath.length();
        }
        int end = 0;
        for (int segments = (int) contextPath.chars().filter(c -> c == '/').count(); segments > 0; segments--) {
            int next = requestUri.indexOf('/', end + 1);
            if (next < 0) {
                return requestUri.length();
            }
            end = next;
        }
        return end;
    }

    @Override
    public String toString() {
        return origin + path;
    }
}
