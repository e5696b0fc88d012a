package io.github.wxconfig.inject;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes into a page. Called on the thread that writes the response, each method at most once per page. */
public interface Insertion {
    /**
     * The response is an HTML page, and its first byte is about to be written. Headers may be added unless it is
     * committed already.
     */
    void begins(HttpServletResponse response);

    /**
     * The markup, when its place has been found.
     *
     * @param xhtml whether the page is XML
     * @param policies the lines of the page's {@code Content-Security-Policy}
     * @return ASCII text, empty where the page has brought it by itself; null: the page stays as it is
     */
    @Nullable String markup(boolean xhtml, Collection<String> policies);

    /** To which edition the markup belongs at this moment; nothing while there is none. */
    Optional<Edition> edition();

    /** The page is served without the markup, which was not asked for. */
    default void omitted(Obstacle obstacle) {}

    /** What may keep the markup out of a page. */
    enum Obstacle {
        /** The page has no head, or its place was passed before it was known. */
        NO_PLACE,
        /** The client knows the page's length already. */
        FIXED_LENGTH
    }

    /** The search for the place failed, and the page is served without the markup. */
    default void failed(Throwable failure) {}

    /** The page was thrown away by a reset before anything of it was sent, and another one may follow. */
    void discarded();
}
