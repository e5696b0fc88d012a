package io.github.wxconfig.script;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why WeChat refuses a page, or would do so: a row of the table {@code causes.json}, by which the page's console, the log,
 * the metrics and the manual name it.
 *
 * @param name a few letters, digits and hyphens
 * @param says what it is, in a sentence without its full stop
 * @param cure what to do about it, likewise
 */
public record Cause(String name, String says, String cure) {
    private static final Map<String, Cause> ALL = read();

    /** All that are known, in the order of the table. */
    public static Collection<Cause> all() {
        return ALL.values();
    }

    /** The cause of that name, if there is one. */
    static Optional<Cause> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The cause of that name, which the code itself names. */
    static Cause named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no cause " + name));
    }

    private static Map<String, Cause> read() {
        try (InputStream in = Cause.class.getResourceAsStream("causes.json")) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks causes.json");
            }
            JsonObject table = JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .getAsJsonObject();
            Map<String, Cause> causes = new LinkedHashMap<>();
            table.asMap().forEach((name, row) -> causes.put(name, of(name, row.getAsJsonObject())));
            return causes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cause of(String name, JsonObject row) {
        return new Cause(name, row.get("says").getAsString(), row.get("cure").getAsString());
    }
}
