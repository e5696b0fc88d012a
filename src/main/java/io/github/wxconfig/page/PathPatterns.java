package io.github.wxconfig.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;

/**
 * Paths within the application, in the syntax of servlet mappings: {@code /api/*}, {@code *.json}, {@code /health}.
 * They are compared with the decoded path below the context root, and are percent-encoded where that helps: {@code
 * /my%20files/*} stands for {@code /my files/*}, and {@code %25} for a percent sign.
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
     * @throws IllegalArgumentException where one is not a servlet mapping; its message does not repeat it
     */
    public static PathPatterns of(List<String> entries) {
        List<String> patterns = entries.stream().map(PathPatterns::decoded).toList();
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

    /**
     * A path or pattern without percent-encoding.
     *
     * @throws IllegalArgumentException where its percent signs encode nothing; its message does not repeat it
     */
    public static String decoded(String pattern) {
        try {
            return URLDecoder.decode(pattern.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not percent-encoded; a percent sign itself is %25");
        }
    }

    /** The decoded path of a request below the context root. */
    public static String path(HttpServletRequest request) {
        return RequestTarget.pathBelowRoot(request);
    }

    /** Whether one of them matches the request's path. */
    public boolean match(HttpServletRequest request) {
        return !patterns.isEmpty() && (isEvery() || matches(path(request)));
    }

    /**
     * Whether one of them matches the path of this address.
     *
     * @param root the raw path of the context root as browsers see it
     */
    public boolean match(PageUrl page, String root) {
        return isEvery() || matches(page.pathBelow(root));
    }

    private boolean isEvery() {
        return patterns.contains(EVERY);
    }

    private boolean matches(String path) {
        for (String pattern : patterns) {
            if (matches(pattern, path)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The greater, the fewer paths are matched: a path itself is narrower than the longest prefix, that than a shorter
     * one, any of them than an extension, and {@code /*} is the least of all.
     */
    public int narrowness() {
        return patterns.stream().mapToInt(PathPatterns::narrowness).max().orElse(0);
    }

    /** The first of the others' patterns whose paths are matched here as well. */
    public Optional<String> firstTakenFrom(PathPatterns others) {
        return others.patterns.stream().filter(other -> matches(example(other))).findFirst();
    }

    private static String example(String pattern) {
        return pattern.startsWith("*") ? "/example" + pattern.substring(1) : pattern.replace("/*", "/");
    }

    private static int narrowness(String pattern) {
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
