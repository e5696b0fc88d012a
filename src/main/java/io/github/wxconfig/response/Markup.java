package io.github.wxconfig.response;

/**
 * ASCII text for one page. Its three parts are joined only where they are written: the middle, the longest of them, is
 * the same for every page, and need not be copied before.
 */
public record Markup(String start, String middle, String end) {
    /** No text. */
    public static final Markup NONE = of("");

    /** A text of one part. */
    public static Markup of(String text) {
        return new Markup(text, "", "");
    }

    /** The whole of it. */
    public String text() {
        return start + middle + end;
    }

    int length() {
        return start.length() + middle.length() + end.length();
    }

    boolean isEmpty() {
        return length() == 0;
    }

    Markup followedBy(String text) {
        return new Markup(start, middle, end + text);
    }
}
