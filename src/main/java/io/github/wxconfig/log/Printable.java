package io.github.wxconfig.log;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Foreign text as a message may show it: whatever comes from a request, a page, a template, a server, a store, a file or
 * the environment. Characters that end a line, steer a terminal, hide or reorder other text become escapes like {@code
 * \u001b}, so that one event is one line; all others stay. The length is bounded.
 */
public final class Printable {
    private static final int LONGEST_VALUE = 300;
    private static final int LONGEST_MESSAGE = 3000;
    private static final int MOST_CAUSES = 5;
    private static final int MOST_FRAMES = 5;

    private Printable() {}

    /** A value within a message: 300 characters of it at most. */
    public static String of(@Nullable Object value) {
        return escaped(String.valueOf(value), LONGEST_VALUE);
    }

    /** A message that others composed, or that has foreign values in it: 3000 characters of it at most. */
    public static String message(@Nullable String text) {
        return escaped(String.valueOf(text), LONGEST_MESSAGE);
    }

    /** What was thrown, by whom, and why; a stack trace would show the foreign text in its messages as it is. */
    public static String trace(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(cause -> of(cause) + frames(cause))
                .collect(Collectors.joining("; caused by "));
    }

    private static String frames(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .limit(MOST_FRAMES)
                .map(frame -> " at " + of(frame))
                .collect(Collectors.joining());
    }

    private static String escaped(String text, int longest) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), longest));
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            String next = isPlain(c) ? Character.toString(c) : escape(c);
            if (shown.length() + next.length() > longest) {
                return shown.append('…').toString();
            }
            shown.append(next);
        }
        return shown.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String escape(int c) {
        return Character.toString(c)
                .chars()
                .mapToObj(unit -> String.format("\\u%04x", unit))
                .collect(Collectors.joining());
    }
}
