package io.github.wxconfig;

import io.github.wxconfig.inject.Edition;
import io.github.wxconfig.inject.Insertion;
import io.github.wxconfig.script.Markup;
import io.github.wxconfig.script.PageScript;
import io.github.wxconfig.script.Place;
import io.github.wxconfig.watch.AccountTally;
import io.github.wxconfig.watch.Unsigned;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the script of a request into its page.
 *
 * @param script none where this browser does not get one
 * @param editions to which the script belongs, one after the other
 * @param dependsOnBrowser whether caches must know that another browser may get another page
 * @param tally told of a page that gets no script after all
 * @param failures told why, where that is a fault
 */
record ScriptInsertion(
        Optional<PageScript> script,
        Supplier<Optional<Edition>> editions,
        boolean dependsOnBrowser,
        AccountTally tally,
        PageFailures failures)
        implements Insertion {
    @Override
    public void begins(HttpServletResponse response) {
        if (dependsOnBrowser && !response.getHeaders("Vary").contains("User-Agent")) {
            response.addHeader("Vary", "User-Agent");
        }
    }

    @Override
    public @Nullable String markup(boolean xhtml, Collection<String> policies) {
        if (script.isEmpty()) {
            return null;
        }
        PageScript page = script.get();
        String markup = page.isPlaced()
                ? ""
                : page.place(new Place(xhtml ? Markup.XHTML : Markup.HTML, policies))
                        .orElse(null);
        if (page.isBlocked()) {
            tally.unsigned(Unsigned.POLICY);
        }
        return markup;
    }

    @Override
    public void omitted(Obstacle obstacle) {
        if (script.isPresent()) {
            tally.unsigned(
                    switch (obstacle) {
                        case NO_PLACE -> Unsigned.NO_PLACE;
                        case FIXED_LENGTH -> Unsigned.FIXED_LENGTH;
                    });
        }
    }

    @Override
    public void failed(Throwable failure) {
        failures.search(failure);
        if (script.isPresent()) {
            tally.unsigned(Unsigned.ERROR);
        }
    }

    @Override
    public Optional<Edition> edition() {
        return script.isPresent() ? editions.get() : Optional.empty();
    }

    @Override
    public void discarded() {
        script.ifPresent(PageScript::withdraw);
    }
}
