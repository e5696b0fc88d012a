package io.github.wxconfig.script;

import java.util.List;
import java.util.regex.Pattern;

/** Lists of names as settings and templates have them: words, separated by white space or commas. */
public final class Names {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    private static final int LONGEST = 80;

    private Names() {}

    /** The names in the order of the text. */
    public static List<String> in(String text) {
        return SEPARATOR.splitAsStream(text).filter(name -> !name.isEmpty()).toList();
    }

    /** A name for a message: a template may have got it from a visitor. */
    public static String quoted(String name) {
        return "«" + shown(name) + "»";
    }

    /** A text for a message, on one line and not too long. */
    static String shown(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return UNPRINTABLE.matcher(start).replaceAll(" ");
    }
}
