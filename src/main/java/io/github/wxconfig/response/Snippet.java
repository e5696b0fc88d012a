package io.github.wxconfig.response;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The markup that goes into one page. Called on the thread that writes the response. */
public interface Snippet {
    /**
     * The markup, asked for once, when its place has been found.
     *
     * @param xhtml whether the page is XML
     * @param policies the lines of the page's {@code Content-Security-Policy}
     */
    Content content(boolean xhtml, Collection<String> policies);

    /** The edition of a page that is written now. */
    Edition edition();

    /** The request is about to be given to another thread: whatever is needed of it has to be read now. */
    void leavesThread();

    /**
     * The page is served without the markup, which was not asked for.
     *
     * @return the edition to which the page belongs all the same; null: caches may keep it as the application says
     */
    @Nullable Edition omitted(Obstacle obstacle);

    /** The page is served without the markup, because the search for its place failed. */
    void failed(Throwable failure);

    /** The markup was thrown away before anything of it was sent, and another page may follow. */
    void discarded();

    /**
     * What a page gets.
     *
     * @param markup empty where the page stays as it is
     * @param edition of the page with this markup; null: caches may keep the page as the application says
     */
    record Content(Markup markup, @Nullable Edition edition) {
        /** A page that stays as it is, for as long as the application likes. */
        public static final Content NONE = new Content(Markup.NONE, null);
    }

    /** What may keep the markup out of a page. */
    enum Obstacle {
        /** The page has no head, or its place was passed before it was known. */
        NO_PLACE,
        /** The client knows the page's length already. */
        FIXED_LENGTH,
        /** The page is compressed. */
        ENCODED
    }
}
