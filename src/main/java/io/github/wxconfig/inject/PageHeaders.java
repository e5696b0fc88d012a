package io.github.wxconfig.inject;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Those headers of a response that decide what becomes of a page, as they are at one moment. Most pages have none of them,
 * and one look at the names of all tells so, where a container would have to search for each.
 */
final class PageHeaders {
    static final String CONTENT_ENCODING = "Content-Encoding";
    static final String CONTENT_RANGE = "Content-Range";
    static final String CONTENT_DISPOSITION = "Content-Disposition";
    static final String ETAG = "ETag";
    static final String LAST_MODIFIED = "Last-Modified";
    static final String CACHE_CONTROL = "Cache-Control";
    static final String EXPIRES = "Expires";
    static final String ACCEPT_RANGES = "Accept-Ranges";
    static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    static final List<String> DIGESTS = List.of("Digest", "Content-Digest", "Repr-Digest", "Content-MD5");

    private static final List<String> NAMES = Stream.concat(
                    DIGESTS.stream(),
                    Stream.of(
                            CONTENT_ENCODING,
                            CONTENT_RANGE,
                            CONTENT_DISPOSITION,
                            ETAG,
                            LAST_MODIFIED,
                            CACHE_CONTROL,
                            EXPIRES,
                            ACCEPT_RANGES,
                            CONTENT_SECURITY_POLICY))
            .toList();

    private final HttpServletResponse response;
    private final List<String> present;

    private PageHeaders(HttpServletResponse response, List<String> present) {
        this.response = response;
        this.present = present;
    }

    static PageHeaders of(HttpServletResponse response) {
        List<String> present = List.of();
        for (String name : response.getHeaderNames()) {
            for (String known : NAMES) {
                if (known.equalsIgnoreCase(name)) {
                    present = present.isEmpty() ? new ArrayList<>() : present;
                    present.add(known);
                }
            }
        }
        return new PageHeaders(response, present);
    }

    /** Whether none of them is there. */
    boolean isEmpty() {
        return present.isEmpty();
    }

    boolean has(String name) {
        return present.contains(name);
    }

    @Nullable String get(String name) {
        return has(name) ? response.getHeader(name) : null;
    }

    Collection<String> lines(String name) {
        return has(name) ? response.getHeaders(name) : List.of();
    }
}
