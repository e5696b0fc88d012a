package io.github.wxconfig.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that one endpoint has issued for one account, dead or alive. */
final class Ledger {
    private final Map<String, Issued> entries = new LinkedHashMap<>();
    private @Nullable String newest;

    Issued add(Issued issued) {
        entries.put(issued.value(), issued);
        newest = issued.value();
        return issued;
    }

    Optional<Issued> find(String value) {
        return Optional.ofNullable(entries.get(value));
    }

    Optional<Issued> newest() {
        return Optional.ofNullable(newest).flatMap(this::find);
    }

    Stream<Issued> validAt(Instant now) {
        return entries.values().stream().filter(issued -> issued.validAt(now));
    }

    /** Lets nothing issued so far work from then on. */
    void cutAll(Instant when) {
        entries.replaceAll((value, issued) -> issued.cutAt(when));
    }

    /** As {@link #cutAll}, and hands none of it out again. */
    void revokeAll(Instant when) {
        cutAll(when);
        newest = null;
    }
}
