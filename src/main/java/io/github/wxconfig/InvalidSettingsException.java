package io.github.wxconfig;

import io.github.wxconfig.log.Printable;
import java.util.List;

/** Settings with which wxconfig cannot start. The message lists every mistake, each with its cure. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String[] mistakes;

    InvalidSettingsException(List<String> mistakes) {
        super("wxconfig cannot start, because of its settings:\n - " + String.join("\n - ", printable(mistakes)));
        this.mistakes = printable(mistakes).toArray(String[]::new);
    }

    private static List<String> printable(List<String> mistakes) {
        return mistakes.stream().map(Printable::message).toList();
    }

    /** Each mistake as a sentence that begins with the setting's name; no secret is in any of them. */
    public List<String> mistakes() {
        return List.of(mistakes);
    }
}
