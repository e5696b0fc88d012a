package io.github.wxconfig.script;

import io.github.wxconfig.log.Printable;
import java.util.List;
import java.util.regex.Pattern;

/** Lists of names as settings and templates have them: words, separated by white space or commas. */
public final class Names {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    private Names() {}

    /** The names in the order of the text. */
    public static List<String> in(String text) {
        return SEPARATOR.splitAsStream(text).filter(name -> !name.isEmpty()).toList();
    }

    /** A name for a message: a template may have got it from a visitor. */
    public static String quoted(String name) {
        return "«" + Printable.of(name) + "»";
    }
}
