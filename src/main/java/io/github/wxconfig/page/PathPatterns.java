package io.github.wxconfig.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Paths within the application, in the syntax of servlet mappings: {@code /api/*}, {@code *.json}, {@code /health}.
 * They are compared with the decoded path below the context root.
 */
public final class PathPatterns {
    private static final String EVERY = "/*";
    /** Above every length of a pattern. */
    private static final int PREFIX = 1 << 16;

    private static final int EXACT = 1 << 20;

    private final List<String> patterns;

    private PathPatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    /** No path at all. */
    public static PathPatterns none() {
        return new PathPatterns(List.of());
    }

    /** Every path. */
    public static PathPatterns any() {
        return new PathPatterns(List.of(EVERY));
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
        return closeness(request).isPresent();
    }

    /**
     * How closely they match the request's path: a path itself is closer than the longest prefix, that than a shorter
     * one, any of them than an extension, and {@code /*} is the least of all. Nothing where none matches.
     */
    public OptionalInt closeness(HttpServletRequest request) {
        if (patterns.isEmpty()) {
            return OptionalInt.empty();
        }
        String path = path(request);
        return patterns.stream()
                .filter(pattern -> matches(pattern, path))
                .mapToInt(PathPatterns::closeness)
                .max();
    }

    /** Jetty refuses to decode {@code /a%2Fb}, where it has been told to accept it at all. */
    private static String path(HttpServletRequest request) {
        try {
            String info = request.getPathInfo();
            return info == null ? request.getServletPath() : request.getServletPath() + info;
        } catch (IllegalArgumentException e) {
            return request.getRequestURI().substring(request.getContextPath().length());
        }
    }

    /** One that the others have as well, so that neither matches more closely there. */
    public Optional<String> sharedWith(PathPatterns others) {
        return patterns.stream().filter(others.patterns::contains).findFirst();
    }

    private static int closeness(String pattern) {
        if (pattern.equals(EVERY)) {
            return 0;
        }
        if (pattern.startsWith("*")) {
            return pattern.length();
        }
        return pattern.endsWith("/*") ? PREFIX + pattern.length() : EXACT;
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
