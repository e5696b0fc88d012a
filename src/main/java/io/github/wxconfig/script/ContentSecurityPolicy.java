package io.github.wxconfig.script;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
        Optional<String> nonce = nonce(given);
        return new Verdict(
                nonce,
                policies.stream()
                        .filter(policy ->
                                !policy.missing(nonce, List.of(first), address).isEmpty())
                        .flatMap(policy -> policy.missing(nonce, both, address).stream())
                        .distinct()
                        .toList());
    }

    /** The directives, as they should be, without which a page with this nonce cannot load that script as well. */
    public List<String> missing(String page, String script, Optional<String> nonce) {
        WebAddress address = WebAddress.of(page);
        List<WebAddress> scripts = List.of(address.resolve(script));
        return policies.stream()
                .flatMap(policy -> policy.missing(nonce, scripts, address).stream())
                .distinct()
                .toList();
    }

    /** The given one; else one that all policies with nonces name, or the first where there is none such; else none. */
    private Optional<String> nonce(@Nullable String given) {
        if (given != null && SourceList.isNonce(given)) {
            return Optional.of(given);
        }
        List<List<String>> named = policies.stream()
                .map(Policy::nonces)
                .filter(nonces -> !nonces.isEmpty())
                .toList();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Set<String> common = new LinkedHashSet<>(named.get(0));
        named.forEach(nonces -> common.retainAll(new HashSet<>(nonces)));
        return common.stream().findFirst().or(() -> Optional.of(named.get(0).get(0)));
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
