package io.github.wxconfig.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One policy of a response.
 *
 * @param directives the words of each directive by its name in lower case
 */
record Policy(Map<String, List<String>> directives) {
    private static final String DEFAULT = "default-src";
    private static final List<String> GOVERNING = List.of("script-src-elem", "script-src", DEFAULT);
    private static final Pattern SEMICOLON = Pattern.compile(";");
    private static final Pattern WHITESPACE = Pattern.compile("[\\t\\n\\f\\r ]+");

    static Policy parse(String text) {
        Map<String, List<String>> directives = new LinkedHashMap<>();
        SEMICOLON.splitAsStream(text).filter(Policy::isAscii).forEach(directive -> {
            List<String> words = WHITESPACE
                    .splitAsStream(directive)
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (!words.isEmpty()) {
                directives.putIfAbsent(words.get(0).toLowerCase(Locale.ROOT), words.subList(1, words.size()));
            }
        });
        return new Policy(directives);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** The nonces of which script elements have to carry one; none where the policy names none. */
    List<String> nonces() {
        return governing().map(name -> sources(name).nonces()).orElse(List.of());
    }

    /** The directives, as they should be, without which the elements are blocked. */
    List<String> missing(Optional<String> nonce, List<WebAddress> scripts, WebAddress page) {
        List<String> missing = new ArrayList<>();
        List<String> flags = directives.get("sandbox");
        if (flags != null && flags.stream().noneMatch("allow-scripts"::equalsIgnoreCase)) {
            missing.add(("sandbox " + String.join(" ", flags)).strip() + " allow-scripts");
        }
        governing().ifPresent(name -> {
            List<String> words = sources(name).missing(nonce, scripts, page);
            if (!words.isEmpty()) {
                missing.add((name.equals(DEFAULT) ? "script-src" : name) + " "
                        + sources(name).with(words));
            }
        });
        return missing;
    }

    private Optional<String> governing() {
        return GOVERNING.stream().filter(directives::containsKey).findFirst();
    }

    private SourceList sources(String name) {
        return new SourceList(directives.getOrDefault(name, List.of()));
    }
}
