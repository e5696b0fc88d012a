package io.github.wxconfig.script;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the directive that governs script elements. */
final class SourceList {
    private static final String BASE64 = "[A-Za-z0-9+/_-]+={0,2}";
    private static final Pattern NONCE_VALUE = Pattern.compile(BASE64);
    private static final Pattern NONCE = Pattern.compile("'(?i:nonce)-(" + BASE64 + ")'");
    private static final Pattern HASH = Pattern.compile("'(?i:sha256|sha384|sha512)-" + BASE64 + "'");

    private final List<String> words;
    private final List<String> nonces;

    SourceList(List<String> words) {
        this.words = words;
        this.nonces = words.stream()
                .map(NONCE::matcher)
                .filter(Matcher::matches)
                .map(nonce -> nonce.group(1))
                .toList();
    }

    /** Whether a text can be a nonce at all; it is safe in markup then. */
    static boolean isNonce(String text) {
        return NONCE_VALUE.matcher(text).matches();
    }

    /** The nonces of which an element may carry any. */
    List<String> nonces() {
        return nonces;
    }

    /**
     * The words without which inline scripts and these addresses are blocked; none where they are allowed. Nothing the
     * policy says of addresses counts beside {@code 'strict-dynamic'}, but neither are inline scripts allowed then.
     */
    List<String> missing(Optional<String> nonce, List<WebAddress> scripts, WebAddress page) {
        if (nonce.filter(nonces::contains).isPresent()) {
            return List.of();
        }
        if (!allowsInline()) {
            return List.of("'nonce-" + ContentSecurityPolicy.VALUE + "'");
        }
        return scripts.stream()
                .filter(script -> words.stream().noneMatch(word -> new SourceExpression(word).matches(script, page)))
                .map(script -> script.asSource(page))
                .distinct()
                .toList();
    }

    private boolean allowsInline() {
        return contains("'unsafe-inline'")
                && nonces.isEmpty()
                && !contains("'strict-dynamic'")
                && words.stream().noneMatch(word -> HASH.matcher(word).matches());
    }

    private boolean contains(String keyword) {
        return words.stream().anyMatch(keyword::equalsIgnoreCase);
    }

    /** The list as it should be, the same for every response: a nonce of one response is not in it. */
    String with(List<String> missing) {
        Stream<String> kept = words.stream()
                .filter(word -> !word.equalsIgnoreCase("'none'"))
                .filter(word -> !NONCE.matcher(word).matches());
        return Stream.concat(kept, missing.stream()).collect(Collectors.joining(" "));
    }
}
