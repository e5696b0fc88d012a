package io.github.wxconfig.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A function of ours that runs in the page behind {@code wx.config}. Its source lies beside this class: one function
 * expression in the JavaScript of 2009, which the oldest web views read, and without the characters that XML reserves.
 */
enum ClientScript {
    /** Tells the page what WeChat says of {@code wx.config}. */
    VERDICTS("verdicts.js"),
    /** Compares the address that was signed with the browser's. */
    DIAGNOSIS("diagnosis.js"),
    /** Has the addresses signed that a page gives itself. */
    NAVIGATION("navigation.js"),
    /** Sets the share card. */
    SHARE("share.js");

    private static final String COMMENT = "(?ms)^\\s*(/\\*.*?\\*/|//[^\\n]*)$";

    private final String function;

    ClientScript(String file) {
        this.function = source(file);
    }

    /** What follows {@code wx.config} in the script of every page with these options: statements, or nothing. */
    static String after(ScriptOptions options) {
        String url = String.valueOf(ScriptTemplate.URL);
        StringBuilder statements = new StringBuilder();
        if (options.debug() || options.signUrl().isPresent()) {
            statements.append(VERDICTS.call(url));
        }
        if (options.debug()) {
            statements.append(DIAGNOSIS.call(url));
        }
        options.signUrl()
                .ifPresent(signUrl -> statements.append(NAVIGATION.call(
                        ConfigJson.string(signUrl),
                        ConfigJson.array(options.jsApiList()),
                        ConfigJson.array(options.openTagList()),
                        String.valueOf(options.debug()))));
        if (options.share().isPresent()) {
            statements.append(share(options));
        }
        return statements.toString();
    }

    /** The statement that sets the card of these options, or takes away what was set. */
    static String share(ScriptOptions options) {
        return SHARE.call(
                ConfigJson.card(options.share()), ConfigJson.array(options.domains()), String.valueOf(options.debug()));
    }

    /**
     * A statement that calls the function.
     *
     * @param arguments expressions: JSON that is safe in a script element, or a gap of the template
     */
    String call(String... arguments) {
        return function + "(" + String.join(",", arguments) + ");";
    }

    /** Comments have lines of their own, so that they can be told from strings. */
    private static String source(String file) {
        try (InputStream in = ClientScript.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.replaceAll(COMMENT, "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
