package io.github.wxconfig.script;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a page before a script element is put into it.
 *
 * @param policies the Content-Security-Policy headers of its response so far; they are never changed
 */
public record Place(Markup markup, Collection<String> policies) {
    private static final String HTML = "text/html";
    private static final String XHTML = "application/xhtml+xml";

    public Place {
        policies = List.copyOf(policies);
    }

    /** In a response with this content type, which is HTML unless it says otherwise; nothing where it is no page. */
    public static Optional<Place> in(@Nullable String contentType, Collection<String> policies) {
        String type = contentType == null ? HTML : contentType.split(";", 2)[0].strip();
        if (type.equalsIgnoreCase(XHTML)) {
            return Optional.of(new Place(Markup.XHTML, policies));
        }
        return type.equalsIgnoreCase(HTML) ? Optional.of(new Place(Markup.HTML, policies)) : Optional.empty();
    }
}
