package io.github.wxconfig.script;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a response's header allows its scripts, read as browsers read it: a policy that a {@code <meta>} element or a
 * proxy adds is not seen here. Every policy must allow what the page is to get.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
public final class ContentSecurityPolicy {
    /** The name of the header; report-only policies block nothing. */
    public static final String HEADER = "Content-Security-Policy";

    /** Stands for a nonce in {@link Verdict#missing()}. */
    public static final String VALUE = "VALUE";

    private static final Pattern COMMA = Pattern.compile(",");

    private final List<Policy> policies;

    /** The policies of a response. */
    public ContentSecurityPolicy(Collection<String> headers) {
        policies = headers.isEmpty()
                ? List.of()
                : headers.stream()
                        .flatMap(COMMA::splitAsStream)
                        .map(Policy::parse)
                        .toList();
    }

    /**
     * Whether the script elements may stand in the page. A policy that knows the first address of the official script
     * and not the second one is enough: the second is asked only when the first cannot be reached.
     *
     * @param page the address that the browser shows
     * @param given the nonce that the application names; ignored where its characters are not those of a nonce
     */
    Verdict verdict(String page, ScriptOptions options, @Nullable String given) {
        if (policies.isEmpty()) {
            return new Verdict(Optional.ofNullable(given).filter(SourceList::isNonce), List.of());
        }
        WebAddress address = WebAddress.of(page);
        WebAddress first = address.resolve(options.sdkUrl());
        List<WebAddress> both = List.of(first, address.resolve(options.fallbackUrl()));
        List<Verdict> verdicts = nonces(given)
                .map(nonce -> new Verdict(
                        nonce,
                        policies.stream()
                                .filter(policy -> !policy.missing(nonce, List.of(first), address)
                                        .isEmpty())
                                .flatMap(policy -> policy.missing(nonce, both, address).stream())
                                .distinct()
                                .toList()))
                .toList();
        return verdicts.stream().filter(Verdict::allowed).findFirst().orElse(verdicts.get(0));
    }

    /** The given one; else those of the policies, since another policy may know only the second; else none. */
    private Stream<Optional<String>> nonces(@Nullable String given) {
        if (given != null && SourceList.isNonce(given)) {
            return Stream.of(Optional.of(given));
        }
        List<Optional<String>> named = policies.stream()
                .map(Policy::nonce)
                .filter(Optional::isPresent)
                .distinct()
                .toList();
        return named.isEmpty() ? Stream.of(Optional.empty()) : named.stream();
    }

    /**
     * What the policies say of one page's script.
     *
     * @param nonce what its elements carry
     * @param missing the directives, as they should be, without which it is blocked; a nonce in them is {@code VALUE}
     */
    public record Verdict(Optional<String> nonce, List<String> missing) {
        public Verdict {
            missing = List.copyOf(missing);
        }

        /** Whether nothing is missing. */
        public boolean allowed() {
            return missing.isEmpty();
        }
    }
}
