package io.github.wxconfig.inject;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a response tells caches, once a script is in it that works for a limited time: its validators name the edition,
 * and no copy is fresh for longer than the edition works. Remembers what it changed, for a page that is thrown away.
 */
final class CacheHeaders {
    private static final Pattern AGE = Pattern.compile("(max-age|s-maxage)\\s*=\\s*\"?(\\d+)\"?");
    /** They let a cache use a copy beyond the age that is capped. */
    private static final Set<String> BEYOND_AGE = Set.of("immutable", "stale-while-revalidate", "stale-if-error");

    private final HttpServletResponse response;
    private final InstantSource clock;
    private final Map<String, List<String>> originals = new LinkedHashMap<>();

    CacheHeaders(HttpServletResponse response, InstantSource clock) {
        this.response = response;
        this.clock = clock;
    }

    /** For a page with an insertion of this edition. */
    void limitTo(Edition edition) {
        nameEdition(edition);
        if (response.getHeader(PageHeaders.ACCEPT_RANGES) != null) {
            set(PageHeaders.ACCEPT_RANGES, "none");
        }
        limitFreshness(edition);
    }

    /** For a page like that, or for the answer that the browser's copy of it is still good. */
    void nameEdition(Edition edition) {
        String tag = response.getHeader(PageHeaders.ETAG);
        Optional.ofNullable(tag)
                .flatMap(EntityTag::parse)
                .ifPresent(own -> set(PageHeaders.ETAG, own.in(edition).toString()));
        Optional<Instant> modified = date(PageHeaders.LAST_MODIFIED);
        if (modified.isPresent() && modified.get().isBefore(edition.since())) {
            setDate(PageHeaders.LAST_MODIFIED, edition.since());
        }
    }

    private void limitFreshness(Edition edition) {
        Optional<Instant> expires = date(PageHeaders.EXPIRES);
        if (expires.isPresent() && expires.get().isAfter(edition.until())) {
            setDate(PageHeaders.EXPIRES, edition.until());
        }
        boolean revalidates =
                response.getHeader(PageHeaders.ETAG) != null || response.getHeader(PageHeaders.LAST_MODIFIED) != null;
        Collection<String> lines = response.getHeaders(PageHeaders.CACHE_CONTROL);
        if (revalidates || !lines.isEmpty()) {
            limitFreshness(edition, lines, revalidates);
        }
    }

    private void limitFreshness(Edition edition, Collection<String> lines, boolean revalidates) {
        List<String> directives =
                lines.stream().flatMap(line -> directives(line).stream()).toList();
        long remaining =
                Math.max(0, Duration.between(clock.instant(), edition.until()).toSeconds());
        List<String> limited = directives.stream()
                .filter(directive -> !BEYOND_AGE.contains(nameOf(directive)))
                .map(directive -> limited(directive, remaining))
                .collect(Collectors.toCollection(ArrayList::new));
        if (revalidates && !saysHowFresh(limited)) {
            limited.add("no-cache");
        }
        if (!limited.equals(directives)) {
            set(PageHeaders.CACHE_CONTROL, String.join(", ", limited));
        }
    }

    /** What stands between the commas of a line that are not quoted: those behind which the quotes are paired. */
    private static List<String> directives(String line) {
        List<String> directives = new ArrayList<>();
        boolean quoted = false;
        int end = line.length();
        for (int i = line.length() - 1; i >= -1; i--) {
            if (i < 0 || (line.charAt(i) == ',' && !quoted)) {
                directives.add(line.substring(i + 1, end).strip());
                end = i;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        Collections.reverse(directives);
        directives.removeIf(String::isEmpty);
        return directives;
    }

    private static String limited(String directive, long remaining) {
        Matcher age = AGE.matcher(directive.toLowerCase(Locale.ROOT));
        if (!age.matches()) {
            return directive;
        }
        boolean longer = age.group(2).length() > 9 || Long.parseLong(age.group(2)) > remaining;
        return longer ? age.group(1) + "=" + remaining : directive;
    }

    private boolean saysHowFresh(List<String> directives) {
        return response.getHeader(PageHeaders.EXPIRES) != null
                || directives.stream()
                        .map(CacheHeaders::nameOf)
                        .anyMatch(Set.of("max-age", "s-maxage", "no-cache", "no-store")::contains);
    }

    private static String nameOf(String directive) {
        int value = directive.indexOf('=');
        return (value < 0 ? directive : directive.substring(0, value)).strip().toLowerCase(Locale.ROOT);
    }

    private Optional<Instant> date(String name) {
        String value = response.getHeader(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void setDate(String name, Instant value) {
        remember(name);
        response.setDateHeader(name, value.toEpochMilli());
    }

    private void set(String name, String value) {
        remember(name);
        response.setHeader(name, value);
    }

    private void remember(String name) {
        originals.putIfAbsent(name, List.copyOf(response.getHeaders(name)));
    }

    /** Puts back what the application had set. A header that it had not set stays: it does no harm. */
    void undo() {
        originals.forEach((name, values) -> {
            for (int i = 0; i < values.size(); i++) {
                if (i == 0) {
                    response.setHeader(name, values.get(0));
                } else {
                    response.addHeader(name, values.get(i));
                }
            }
        });
        originals.clear();
    }
}
