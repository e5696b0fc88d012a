package io.github.wxconfig.response;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Puts the same script into every page, and counts what it was asked. */
final class FixedSnippet implements Snippet {
    static final String SCRIPT = "<script>injected()</script>";

    private final @Nullable Edition edition;
    private int pages;
    private int discarded;
    private int failures;

    /** One that does not matter to caches. */
    FixedSnippet() {
        this(null);
    }

    /** One whose pages are of this edition. */
    FixedSnippet(@Nullable Edition edition) {
        this.edition = edition;
    }

    /** How many pages have got the script. */
    int pages() {
        return pages;
    }

    /** How often the search for the place failed. */
    int failures() {
        return failures;
    }

    /** How many of them were thrown away with the script in them. */
    int discardedScripts() {
        return discarded;
    }

    @Override
    public Content content(boolean xhtml, Collection<String> policies) {
        pages++;
        return new Content(Markup.of(SCRIPT), edition);
    }

    @Override
    public Edition edition() {
        return edition == null ? Edition.unsigned(Instant.EPOCH) : edition;
    }

    @Override
    public void leavesThread() {}

    @Override
    public @Nullable Edition omitted(Obstacle obstacle) {
        return null;
    }

    @Override
    public void failed(Throwable failure) {
        failures++;
    }

    @Override
    public void discarded() {
        discarded++;
    }
}
