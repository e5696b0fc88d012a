package io.github.wxconfig.inject;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A navigation that asks whether the browser's copy of a page is still good. The application decides that for what it
 * writes itself, and sees its own entity tags only; copies of another edition, or of none, are kept from it, so that it
 * answers with the whole page. A 304 then means that the signature in the copy still works as well.
 */
public final class ConditionalRequest extends HttpServletRequestWrapper {
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

    private final List<String> tags;
    private final boolean showsDate;

    private ConditionalRequest(HttpServletRequest request, List<String> tags, boolean showsDate) {
        super(request);
        this.tags = tags;
        this.showsDate = showsDate;
    }

    /**
     * The request as the application may see it: the same one, unless it is a navigation with a condition.
     *
     * @param editions asked for the current one, if there is a condition
     */
    public static HttpServletRequest of(HttpServletRequest request, Supplier<Optional<Edition>> editions) {
        boolean conditional = request.getHeader(IF_NONE_MATCH) != null || request.getHeader(IF_MODIFIED_SINCE) != null;
        Optional<Edition> edition =
                conditional && RequestGate.isNavigation(request) ? editions.get() : Optional.empty();
        if (edition.isEmpty()) {
            return request;
        }
        List<String> lines = Collections.list(request.getHeaders(IF_NONE_MATCH));
        if (lines.contains("*")) {
            return request;
        }
        List<String> tags = EntityTag.list(lines).stream()
                .flatMap(tag -> tag.without(edition.get()).stream())
                .map(EntityTag::toString)
                .toList();
        return new ConditionalRequest(request, tags, isOf(edition.get(), request));
    }

    private static boolean isOf(Edition edition, HttpServletRequest request) {
        try {
            Instant since = edition.since().truncatedTo(ChronoUnit.SECONDS);
            return request.getDateHeader(IF_MODIFIED_SINCE) >= since.toEpochMilli();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean hides(String name) {
        return (IF_NONE_MATCH.equalsIgnoreCase(name) && tags.isEmpty())
                || (IF_MODIFIED_SINCE.equalsIgnoreCase(name) && !showsDate);
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (hides(name)) {
            return null;
        }
        return IF_NONE_MATCH.equalsIgnoreCase(name) ? String.join(", ", tags) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (hides(name)) {
            return Collections.emptyEnumeration();
        }
        return IF_NONE_MATCH.equalsIgnoreCase(name)
                ? Collections.enumeration(List.of(String.join(", ", tags)))
                : super.getHeaders(name);
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
        return names == null
                ? Collections.emptyEnumeration()
                : Collections.enumeration(Collections.list(names).stream()
                        .filter(name -> !hides(name))
                        .collect(Collectors.toList()));
    }
}
