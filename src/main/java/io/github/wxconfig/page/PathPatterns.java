package io.github.wxconfig.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Paths within the application, in the syntax of servlet mappings: {@code /api/*}, {@code *.json}, {@code /health}.
 * They are compared with the decoded path below the context root.
 */
public final class PathPatterns {
    private final List<String> patterns;

    private PathPatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    /** No path at all. */
    public static PathPatterns none() {
        return new PathPatterns(List.of());
    }

    /**
     * These paths.
     *
     * @param entries servlet mappings; empty: no path matches
     * @throws IllegalArgumentException naming the first entry that is not a servlet mapping
     */
    public static PathPatterns of(List<String> entries) {
        for (String pattern : entries) {
            int star = pattern.indexOf('*');
            boolean extension = pattern.startsWith("*.") && pattern.lastIndexOf('*') == 0 && !pattern.contains("/");
            boolean path =
                    pattern.startsWith("/") && (star < 0 || (pattern.endsWith("/*") && star == pattern.length() - 1));
            if (!extension && !path) {
                throw new IllegalArgumentException("not a servlet mapping like /api/* or *.json: " + pattern);
            }
        }
        return new PathPatterns(List.copyOf(entries));
    }

    /** Whether one of them matches the request's path. */
    public boolean match(HttpServletRequest request) {
        if (patterns.isEmpty()) {
            return false;
        }
        String info = request.getPathInfo();
        String path = info == null ? request.getServletPath() : request.getServletPath() + info;
        return patterns.stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
        if (pattern.startsWith("*")) {
            return path.endsWith(pattern.substring(1));
        }
        if (pattern.endsWith("/*")) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
        return path.equals(pattern);
    }
}
