package io.github.wxconfig.config;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One row of the {@link SettingsTable}.
 *
 * @param name as in a properties file
 * @param shownDefault the default as the manual names it; {@code –}: none
 * @param meaning one sentence
 * @param otherwise what counts where it is not set
 * @param form how its text is written
 * @param choices the texts that it may have; none: any that its reader takes
 * @param reader makes the value of its entries, of which there is one unless the form is a list; or throws an
 *     IllegalArgumentException that says what is wrong and does not repeat any of them
 */
public record Setting<T>(
        String name,
        String shownDefault,
        String meaning,
        T otherwise,
        Form form,
        List<String> choices,
        Function<List<String>, T> reader) {
    static final String NONE = "–";

    /** How the text of a setting is written. */
    public enum Form {
        /** The whole text is the value. */
        TEXT,
        /** Entries are separated by spaces or commas. */
        LIST,
        /** As a text; and NAMEFile may name a file that holds it. */
        SECRET
    }

    /** The name of the setting that names a file with this one's value. */
    String fileName() {
        return name + "File";
    }

    /** The names under which it may be set. */
    public Stream<String> names() {
        return form == Form.SECRET ? Stream.of(name, fileName()) : Stream.of(name);
    }
}
