package io.github.wxconfig.inject;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the same script into every page, and counts what it was asked. */
final class FixedInsertion implements Insertion {
    static final String SCRIPT = "<script>injected()</script>";

    private int pages;
    private int discarded;

    /** How many pages have begun. */
    int pages() {
        return pages;
    }

    /** How many of them were thrown away with the script in them. */
    int discardedScripts() {
        return discarded;
    }

    @Override
    public void begins(HttpServletResponse response) {
        pages++;
    }

    @Override
    public @Nullable String markup(boolean xhtml, Collection<String> policies) {
        return SCRIPT;
    }

    @Override
    public Optional<Edition> edition() {

        return Optional.empty();
    }

    @Override
    public void discarded() {
        discarded++;
    }
}
