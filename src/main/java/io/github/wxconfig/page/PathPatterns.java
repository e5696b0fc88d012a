package io.github.wxconfig.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Paths within the application, in the syntax of servlet mappings: {@code /api/*}, {@code *.json}, {@code /health}.
 * They are compared with the decoded path below the context root, and are percent-encoded where that helps: {@code
 * /my%20files/*} stands for {@code /my files/*}, and {@code %25} for a percent sign.
 */
public final class PathPatterns {
    private static final String EVERY = "/*";
    /** Containers match paths without them. */
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");
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
     * @throws IllegalArgumentException where one is not a servlet mapping; its message does not repeat it
     */
    public static PathPatterns of(List<String> entries) {
        List<String> patterns = entries.stream().map(PathPatterns::pattern).toList();
        for (String pattern : patterns) {
            int star = pattern.indexOf('*');
            boolean extension = pattern.startsWith("*.") && pattern.lastIndexOf('*') == 0 && !pattern.contains("/");
            boolean path =
                    pattern.startsWith("/") && (star < 0 || (pattern.endsWith("/*") && star == pattern.length() - 1));
            if (!extension && !path) {
                throw new IllegalArgumentException("not a servlet mapping like /api/* or *.json");
            }
        }
        return new PathPatterns(patterns);
    }

    private static String pattern(String entry) {
        return decoded(entry)
                .orElseThrow(() -> new IllegalArgumentException("not percent-encoded; a percent sign itself is %25"));
    }

    private static Optional<String> decoded(String path) {
        try {
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException repeatsThePath) {
            return Optional.empty();
        }
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
        return patterns.isEmpty() ? OptionalInt.empty() : closeness(path(request));
    }

    /**
     * The same of a page whose address is known.
     *
     * @param contextPath as browsers see it
     */
    public OptionalInt closeness(PageUrl page, String contextPath) {
        String path = PARAMETERS.matcher(page.path()).replaceAll("");
        String below = path.startsWith(contextPath) ? path.substring(contextPath.length()) : path;
        return closeness(decoded(below).orElse(below));
    }

    private OptionalInt closeness(String path) {
        return patterns.stream()
                .filter(pattern -> matches(pattern, path))
                .mapToInt(PathPatterns::rank)
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

    private static int rank(String pattern) {
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
