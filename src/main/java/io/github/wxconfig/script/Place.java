package io.github.wxconfig.script;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a page before a script element is put into it.
 *
 * @param policies the Content-Security-Policy headers of its response so far; they are never changed
 */
public record Place(Markup markup, Collection<String> policies) {
    private static final String XHTML = "application/xhtml+xml";

    public Place {
        policies = List.copyOf(policies);
    }

    /** In a response with this content type, which is HTML unless it says otherwise. */
    public static Place in(@Nullable String contentType, Collection<String> policies) {
        boolean xml = contentType != null && contentType.regionMatches(true, 0, XHTML, 0, XHTML.length());
        return new Place(xml ? Markup.XHTML : Markup.HTML, policies);
    }
}
