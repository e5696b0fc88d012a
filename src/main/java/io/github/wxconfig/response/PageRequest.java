package io.github.wxconfig.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request of a {@link PageResponse} as the application sees it.
 *
 * <p>The application decides whether a browser's copy of a page is still good, and it knows its own entity tags only.
 * It sees those of the current {@link Edition} as it wrote them, and nothing of copies of another edition: it then answers
 * with the whole page. A 304 so means that the signature in the copy still works.
 */
final class PageRequest extends HttpServletRequestWrapper {
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

    private final PageResponse response;
    /** Null: the request has no condition that is about a page. */
    private final @Nullable Condition condition;

    private PageRequest(HttpServletRequest request, PageResponse response, @Nullable Condition condition) {
        super(request);
        this.response = response;
        this.condition = condition;
    }

    static PageRequest withCondition(HttpServletRequest request, PageResponse response, Snippet snippet) {
        return new PageRequest(request, response, condition(request, snippet));
    }

    /** One whose condition an outer request has changed already. */
    static PageRequest plain(HttpServletRequest request, PageResponse response) {
        return new PageRequest(request, response, null);
    }

    /**
     * What the application sees.
     *
     * @param tags the value of If-None-Match; null: hidden
     * @param showsDate whether it sees If-Modified-Since
     */
    private record Condition(@Nullable String tags, boolean showsDate) {}

    /** Whether a 304 is about the browser's copy of a page. */
    boolean isConditional() {
        return condition != null;
    }

    private static @Nullable Condition condition(HttpServletRequest request, Snippet snippet) {
        String ifNoneMatch = request.getHeader(IF_NONE_MATCH);
        if (ifNoneMatch != null) {
            List<String> lines = Collections.list(request.getHeaders(IF_NONE_MATCH));
            return lines.contains("*") ? null : tags(EntityTag.list(lines), request, snippet);
        }
        return request.getHeader(IF_MODIFIED_SINCE) != null && RequestGate.isNavigation(request)
                ? new Condition(null, isOf(snippet.edition(), request))
                : null;
    }

    /** A tag without edition is that of a part as a rule, or of a page from before wxconfig, which is to be signed now. */
    private static @Nullable Condition tags(List<EntityTag> tags, HttpServletRequest request, Snippet snippet) {
        if (tags.stream().noneMatch(EntityTag::hasEdition) && !RequestGate.isNavigation(request)) {
            return null;
        }
        Edition edition = snippet.edition();
        List<String> shown = tags.stream()
                .flatMap(tag -> tag.without(edition).stream())
                .map(EntityTag::toString)
                .toList();
        return new Condition(shown.isEmpty() ? null : String.join(", ", shown), !shown.isEmpty());
    }

    private static boolean isOf(Edition edition, HttpServletRequest request) {
        try {
            Instant since = Instant.ofEpochMilli(request.getDateHeader(IF_MODIFIED_SINCE));
            return !since.isBefore(Caching.toSeconds(edition.since()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What the application sees in place of the header; nothing where it sees the header itself. */
    private Optional<Enumeration<String>> replaced(String name) {
        if (condition == null) {
            return Optional.empty();
        }
        if (IF_NONE_MATCH.equalsIgnoreCase(name)) {
            return Optional.of(
                    condition.tags() == null
                            ? Collections.emptyEnumeration()
                            : Collections.enumeration(List.of(condition.tags())));
        }
        return IF_MODIFIED_SINCE.equalsIgnoreCase(name) && !condition.showsDate()
                ? Optional.of(Collections.emptyEnumeration())
                : Optional.empty();
    }

    private boolean hides(String name) {
        return condition != null
                && replaced(name).filter(lines -> !lines.hasMoreElements()).isPresent();
    }

    @Override
    public @Nullable String getHeader(String name) {
        Optional<Enumeration<String>> replaced = replaced(name);
        if (replaced.isEmpty()) {
            return super.getHeader(name);
        }
        return replaced.get().hasMoreElements() ? replaced.get().nextElement() : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return replaced(name).orElseGet(() -> super.getHeaders(name));
    }

    @Override
    public long getDateHeader(String name) {
        return hides(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public int getIntHeader(String name) {
        return hides(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Enumeration<String> names = super.getHeaderNames();
        return condition == null || names == null
                ? names
                : Collections.enumeration(Collections.list(names).stream()
                        .filter(name -> !hides(name))
                        .toList());
    }

    @Override
    public AsyncContext startAsync() {
        response.leaveThread();
        return super.startAsync();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse given) {
        response.leaveThread();
        return super.startAsync(request, given);
    }
}
