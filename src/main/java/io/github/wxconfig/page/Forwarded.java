package io.github.wxconfig.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Forwarded} header of RFC 7239: one element for each proxy on the way, the browser's side first. Each
 * element maps lower-case parameter names to values, with quoting undone. Addresses and ports are read without the
 * quotes that the RFC demands for them, because some routers leave them out.
 */
final class Forwarded {
    private static final String TOKEN = "!#$%&'*+-.^_`|~";
    private static final String ADDRESS = ":[]";

    private final String text;
    private final List<Map<String, String>> elements = new ArrayList<>();
    private int at;

    private Forwarded(String text) {
        this.text = text;
    }

    /** The elements of all header lines, or nothing where the grammar of RFC 7239 section 4 is broken. */
    static Optional<List<Map<String, String>>> parse(List<String> lines) {
        Forwarded parser = new Forwarded(String.join(",", lines));
        return parser.elements() ? Optional.of(parser.elements) : Optional.empty();
    }

    private boolean elements() {
        do {
            Map<String, String> element = new HashMap<>();
            do {
                skipSpace();
                if (!atEnd()) {
                    String name = token("").toLowerCase(Locale.ROOT);
                    if (name.isEmpty() || !skip('=')) {
                        return false;
                    }
                    String value = value();
                    if (value == null || element.put(name, value) != null) {
                        return false;
                    }
                    skipSpace();
                }
            } while (skip(';'));
            if (!element.isEmpty()) {
                elements.add(element);
            }
        } while (skip(','));
        return at == text.length() && !elements.isEmpty();
    }

    /** The grammar allows empty pairs and, as every list header, empty elements. */
    private boolean atEnd() {
        return at == text.length() || text.charAt(at) == ',' || text.charAt(at) == ';';
    }

    /** Nothing where there is none, or where its closing quote is missing; a quoted one may be empty. */
    private @Nullable String value() {
        if (skip('"')) {
            return quoted();
        }
        String value = token(ADDRESS);
        return value.isEmpty() ? null : value;
    }

    private String token(String more) {
        int start = at;
        while (at < text.length() && (isTokenChar(text.charAt(at)) || more.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(start, at);
    }

    private @Nullable String quoted() {
        StringBuilder value = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return null;
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static boolean isTokenChar(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || TOKEN.indexOf(c) >= 0;
    }
}
