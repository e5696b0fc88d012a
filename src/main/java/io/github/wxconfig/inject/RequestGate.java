package io.github.wxconfig.inject;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a request that no page can come of it, so that its response is not even wrapped: containers serve static
 * files in other ways through a wrapper.
 */
public final class RequestGate {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> PAGE_DESTINATIONS = Set.of("document", "iframe", "frame");
    /** What a page shows or runs, by the names of the Fetch standard. */
    private static final Set<String> PART_DESTINATIONS = Set.of(
            "audio",
            "audioworklet",
            "font",
            "image",
            "manifest",
            "paintworklet",
            "script",
            "serviceworker",
            "sharedworker",
            "style",
            "track",
            "video",
            "worker",
            "xslt");
    /** How the paths of such things end. */
    private static final Set<String> PARTS = Set.of(
            "css", "js", "mjs", "map", "wasm", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "woff",
            "woff2", "ttf", "otf", "eot", "mp3", "m4a", "mp4", "webm");

    private static final int LONGEST_PART = 5;

    private RequestGate() {}

    /** Whether the response to this request could be a page that is not under the care of a wrapper yet. */
    public static boolean mayBringPage(HttpServletRequest request, ServletResponse response) {
        return METHODS.contains(request.getMethod())
                && request.getHeader("Range") == null
                && !leavesHttp(request.getHeader("Upgrade"))
                && acceptsHtml(request)
                && isPageDestination(request.getHeader("Sec-Fetch-Dest"))
                && !"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
                && !isWrapped(response);
    }

    /** To offer HTTP/2, as the JDK's client does with every request, does not keep a page from coming. */
    private static boolean leavesHttp(@Nullable String upgrade) {
        return upgrade != null && !upgrade.strip().equalsIgnoreCase("h2c");
    }

    private static boolean acceptsHtml(HttpServletRequest request) {
        boolean any = false;
        Enumeration<String> lines = request.getHeaders("Accept");
        while (lines.hasMoreElements()) {
            String line = lines.nextElement();
            if (namesHtml(line) || namesHtml(line.toLowerCase(Locale.ROOT))) {
                return true;
            }
            any |= !line.isBlank();
        }
        return !any;
    }

    private static boolean namesHtml(String accept) {
        return accept.contains("text/html")
                || accept.contains("application/xhtml+xml")
                || accept.contains("*/*")
                || accept.contains("text/*");
    }

    /**
     * Whether a page asks for what it shows or runs: a style sheet, a script, an image. Browsers say so, but on plain http
     * only some do; there, a path like that of a file brings no page to somebody who does not name HTML.
     */
    public static boolean isForPart(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null
                ? endsAsPart(request.getRequestURI()) && !isNavigation(request)
                : PART_DESTINATIONS.contains(destination);
    }

    private static boolean endsAsPart(String path) {
        int dot = path.lastIndexOf('.');
        return dot >= 0
                && path.length() - dot - 1 <= LONGEST_PART
                && PARTS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether the browser asks for a page to show, rather than for something that a page needs. */
    static boolean isNavigation(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return isPageDestination(destination);
        }
        Enumeration<String> lines = request.getHeaders("Accept");
        while (lines.hasMoreElements()) {
            if (lines.nextElement().toLowerCase(Locale.ROOT).contains("text/html")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPageDestination(@Nullable String destination) {
        return destination == null || PAGE_DESTINATIONS.contains(destination);
    }

    /** Asked of the wrappers, not of the request: attributes outlive a dispatch, wrappers do not. */
    private static boolean isWrapped(ServletResponse response) {
        return response instanceof InjectingResponse
                || (response instanceof ServletResponseWrapper wrapper
                        && wrapper.isWrapperFor(InjectingResponse.class));
    }
}
