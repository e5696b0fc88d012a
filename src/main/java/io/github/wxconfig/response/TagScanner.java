package io.github.wxconfig.response;

import java.util.regex.Pattern;

/**
 * Finds the end of a tag as HTML's tokenizer does: a {@code >} inside a quoted attribute value is not the end. Reads
 * what follows the tag's name, and tells whether the attributes, if those of a {@code meta} element, declare the page's
 * charset.
 */
final class TagScanner {
    /** No attribute that declares a charset is longer; what is longer is read to its end and not kept. */
    private static final int LONGEST_KEPT = 256;

    private static final Pattern CHARSET_IN_CONTENT = Pattern.compile("charset\\s*=", Pattern.CASE_INSENSITIVE);

    private enum State {
        BEFORE_NAME,
        NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        UNQUOTED
    }

    private final StringBuilder name = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private State state = State.BEFORE_NAME;
    private boolean slash;
    private boolean charset;
    private boolean charsetInContent;
    private boolean contentType;

    static boolean isSpace(int unit) {
        return unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r' || unit == '\f';
    }

    /** Whether a tag's name ends before this unit. */
    static boolean endsName(int unit) {
        return unit == '>' || unit == '/' || isSpace(unit);
    }

    /** To be called before each tag. */
    void begin() {
        state = State.BEFORE_NAME;
        slash = false;
        charset = false;
        charsetInContent = false;
        contentType = false;
        name.setLength(0);
        value.setLength(0);
    }

    /** Whether the tag that has ended was closed by {@code />}. */
    boolean isSelfClosing() {
        return slash;
    }

    /** Whether the tag that has ended, if it was a {@code meta}, tells browsers the charset. */
    boolean declaresCharset() {
        return charset || (contentType && charsetInContent);
    }

    /** Whether this unit is the {@code >} that ends the tag. */
    boolean isEnd(int unit) {
        if (unit == '>' && state != State.DOUBLE_QUOTED && state != State.SINGLE_QUOTED) {
            attributeEnds();
            return true;
        }
        state = next(unit);
        slash = unit == '/' && state == State.BEFORE_NAME;
        return false;
    }

    private State next(int unit) {
        return switch (state) {
            case BEFORE_NAME, AFTER_NAME -> betweenAttributes(unit);
            case NAME -> name(unit);
            case BEFORE_VALUE -> beforeValue(unit);
            case DOUBLE_QUOTED -> quoted(unit, '"');
            case SINGLE_QUOTED -> quoted(unit, '\'');
            case UNQUOTED -> isSpace(unit) ? State.BEFORE_NAME : kept(value, unit);
        };
    }

    private State betweenAttributes(int unit) {
        if (isSpace(unit)) {
            return state;
        }
        if (unit == '=' && state == State.AFTER_NAME) {
            return State.BEFORE_VALUE;
        }
        attributeEnds();
        state = State.NAME;
        return unit == '/' ? State.BEFORE_NAME : kept(name, unit);
    }

    private State name(int unit) {
        if (unit == '=') {
            return State.BEFORE_VALUE;
        }
        if (unit == '/') {
            return State.BEFORE_NAME;
        }
        return isSpace(unit) ? State.AFTER_NAME : kept(name, unit);
    }

    private State beforeValue(int unit) {
        if (isSpace(unit)) {
            return state;
        }
        if (unit == '"') {
            return State.DOUBLE_QUOTED;
        }
        if (unit == '\'') {
            return State.SINGLE_QUOTED;
        }
        state = State.UNQUOTED;
        return kept(value, unit);
    }

    private State quoted(int unit, char quote) {
        return unit == quote ? State.BEFORE_NAME : kept(value, unit);
    }

    /** Keeps the unit as far as it can matter, and stays in the state. */
    private State kept(StringBuilder text, int unit) {
        if (text.length() < LONGEST_KEPT) {
            text.append((char) unit);
        }
        return state;
    }

    private void attributeEnds() {
        if (name.length() > 0) {
            String attribute = name.toString();
            charset |= attribute.equalsIgnoreCase("charset") && value.length() > 0;
            contentType |=
                    attribute.equalsIgnoreCase("http-equiv") && value.toString().equalsIgnoreCase("content-type");
            charsetInContent |= attribute.equalsIgnoreCase("content")
                    && CHARSET_IN_CONTENT.matcher(value).find();
        }
        name.setLength(0);
        value.setLength(0);
    }
}
