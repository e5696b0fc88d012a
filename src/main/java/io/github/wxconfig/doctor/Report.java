package io.github.wxconfig.doctor;

import io.github.wxconfig.doctor.CheckResult.Outcome;
import io.github.wxconfig.log.Printable;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What was found so far, in the reader's language. What others have written is printable, and one line. */
public final class Report {
    private final ResourceBundle texts;
    private final List<CheckResult> results = new ArrayList<>();

    /** @param locale Chinese or, for all others, English */
    public Report(Locale locale) {
        texts = ResourceBundle.getBundle(
                Report.class.getPackageName() + ".texts",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The results in the order in which they were made. */
    public List<CheckResult> results() {
        return List.copyOf(results);
    }

    /**
     * Adds a result.
     *
     * @param key {@code check.case}; where the case has a cure, it is the text of {@code check.case.cure}
     * @param details what stands in the text and the cure
     */
    public void add(Outcome outcome, String key, Object... details) {
        String cure = texts.containsKey(key + ".cure") ? text(key + ".cure", details) : "";
        results.add(new CheckResult(text(key.split("\\.", 2)[0]), outcome, text(key, details), cure));
    }

    /** Adds what others have said, in their words. */
    public void quote(Outcome outcome, String check, String text, String cure) {
        results.add(new CheckResult(text(check), outcome, Printable.message(text), cure));
    }

    /** Whether there is a text of this name. */
    boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The text of this name. */
    public String text(String key, Object... details) {
        Object[] shown = new Object[details.length];
        for (int i = 0; i < details.length; i++) {
            shown[i] = Printable.of(String.valueOf(details[i]));
        }
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(shown);
    }
}
