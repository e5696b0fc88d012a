package io.github.wxconfig.response;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides by its URL whether a request can bring a page. If it cannot, its response is not even wrapped, since containers
 * serve static files in other ways through a wrapper. No header counts but Range and Upgrade: a cache keeps one body for one
 * URL, whoever asked for it first.
 */
public final class RequestGate {
    /** How the paths of style sheets, scripts, images, fonts and media end. */
    private static final Set<String> PARTS = Set.of(
            "css", "js", "mjs", "map", "wasm", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "woff",
            "woff2", "ttf", "otf", "eot", "mp3", "m4a", "mp4", "webm");

    private static final int LONGEST_PART = 5;
    /** What the Fetch standard calls the destinations of pages. */
    private static final Set<String> DOCUMENTS = Set.of("document", "iframe", "frame");

    private RequestGate() {}

    /** Whether the response of this dispatch can be wrapped, and is not yet. */
    public static boolean mayWrap(HttpServletRequest request, ServletResponse response) {
        return request.getHeader("Range") == null && !leavesHttp(request) && !isWrapped(response);
    }

    /** Whether the path is that of something that a page shows or runs. */
    public static boolean isPart(HttpServletRequest request) {
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        return isPart(forwarded == null ? request.getRequestURI() : forwarded.toString());
    }

    /**
     * Whether a browser asks for a page to show, as far as its headers say. Decides nothing about a body: that would be
     * kept for those who sent other headers.
     */
    public static boolean isNavigation(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return DOCUMENTS.contains(destination);
        }
        List<String> accept = Collections.list(request.getHeaders("Accept"));
        return accept.isEmpty()
                || accept.stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("text/html"));
    }

    private static boolean isPart(String path) {
        int dot = path.lastIndexOf('.');
        return dot >= 0
                && path.length() - dot - 1 <= LONGEST_PART
                && PARTS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** To offer HTTP/2, as the JDK's client does with every request, does not keep a page from coming. */
    private static boolean leavesHttp(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && !upgrade.strip().equalsIgnoreCase("h2c");
    }

    /** Asked of the wrappers, not of the request: attributes outlive a dispatch, wrappers do not. */
    private static boolean isWrapped(ServletResponse response) {
        return response instanceof PageResponse
                || (response instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(PageResponse.class));
    }
}
