package io.github.wxconfig.response;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caching headers of one page: its validators name the {@link Edition}, and no copy is fresh for longer than the
 * edition works. The same rules hold for a signed page, for one that could not be signed, and for a 304, whose headers a
 * cache takes over into its copy (RFC 9111, section 4.3.4). Remembers what it changed, for a page that is thrown away.
 */
final class Caching {
    private static final String ETAG = "ETag";
    private static final String LAST_MODIFIED = "Last-Modified";
    private static final String EXPIRES = "Expires";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String ACCEPT_RANGES = "Accept-Ranges";
    /** Headers that mean more to some caches than Cache-Control: RFC 9213, and its predecessor. */
    private static final List<String> TARGETED = List.of("CDN-Cache-Control", "Surrogate-Control");

    private static final Pattern AGE = Pattern.compile("(max-age|s-maxage)\\s*=\\s*\"?(\\d+)\"?");
    /** They let a cache use a copy beyond the age that is capped. */
    private static final Set<String> BEYOND_AGE = Set.of("immutable", "stale-while-revalidate", "stale-if-error");

    private static final Set<String> FRESHNESS = Set.of("max-age", "s-maxage", "no-cache", "no-store");
    /** How much older than its date a page says it is that could not be signed: a date has no parts of a second. */
    private static final Duration DATE_OF_UNSIGNED = Duration.ofSeconds(2);

    private final HttpServletResponse response;
    private final InstantSource clock;
    private final Map<String, List<String>> originals = new LinkedHashMap<>();

    Caching(HttpServletResponse response, InstantSource clock) {
        this.response = response;
        this.clock = clock;
    }

    /** A date in a header has whole seconds: the first one at which the instant has come. */
    static Instant toSeconds(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) || instant.equals(Instant.MAX) ? second : second.plusSeconds(1);
    }

    /** For a page of this edition, or for the answer that the browser's copy of it is still good. */
    void limitTo(Edition edition) {
        String tag = response.getHeader(ETAG);
        String modified = response.getHeader(LAST_MODIFIED);
        if (tag != null) {
            EntityTag.parse(tag).ifPresent(own -> set(ETAG, own.in(edition).toString()));
        }
        if (modified != null) {
            date(modified).ifPresent(own -> limitModified(own, edition));
        }
        if (response.containsHeader(ACCEPT_RANGES)) {
            set(ACCEPT_RANGES, "none");
        }
        limitFreshness(edition, tag != null || modified != null);
    }

    /** A page is as new as its snippet; one that could not be signed is older than any that will be. */
    private void limitModified(Instant own, Edition edition) {
        Instant bound = edition.isSigned()
                ? toSeconds(edition.since())
                : clock.instant().minus(DATE_OF_UNSIGNED);
        if (edition.isSigned() ? own.isBefore(bound) : own.isAfter(bound)) {
            setDate(LAST_MODIFIED, bound);
        }
    }

    private void limitFreshness(Edition edition, boolean revalidates) {
        String expires = response.getHeader(EXPIRES);
        if (expires != null) {
            date(expires)
                    .filter(end -> end.isAfter(edition.until()))
                    .ifPresent(end -> setDate(EXPIRES, edition.until()));
        }
        long remaining =
                Math.max(0, Duration.between(clock.instant(), edition.until()).toSeconds());
        List<String> directives = directives(CACHE_CONTROL);
        List<String> limited = limited(directives, remaining);
        if (revalidates
                && expires == null
                && limited.stream().map(Caching::nameOf).noneMatch(FRESHNESS::contains)) {
            limited.add("no-cache");
        }
        replace(CACHE_CONTROL, directives, limited);
        for (String name : TARGETED) {
            if (response.containsHeader(name)) {
                List<String> targeted = directives(name);
                replace(name, targeted, limited(targeted, remaining));
            }
        }
    }

    private List<String> directives(String name) {
        List<String> directives = new ArrayList<>();
        for (String line : response.getHeaders(name)) {
            directives.addAll(entries(line));
        }
        return directives;
    }

    /** What stands between the commas of a line that are not quoted: those behind which the quotes are paired. */
    private static List<String> entries(String line) {
        List<String> entries = new ArrayList<>();
        boolean quoted = false;
        int end = line.length();
        for (int i = line.length() - 1; i >= -1; i--) {
            if (i < 0 || (line.charAt(i) == ',' && !quoted)) {
                entries.add(line.substring(i + 1, end).strip());
                end = i;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        Collections.reverse(entries);
        entries.removeIf(String::isEmpty);
        return entries;
    }

    private void replace(String name, List<String> directives, List<String> limited) {
        if (!limited.equals(directives)) {
            set(name, String.join(", ", limited));
        }
    }

    private static List<String> limited(List<String> directives, long remaining) {
        List<String> limited = new ArrayList<>(directives.size() + 1);
        for (String directive : directives) {
            if (!BEYOND_AGE.contains(nameOf(directive))) {
                limited.add(limited(directive, remaining));
            }
        }
        return limited;
    }

    private static String limited(String directive, long remaining) {
        Matcher age = AGE.matcher(directive.toLowerCase(Locale.ROOT));
        if (!age.matches()) {
            return directive;
        }
        boolean longer = age.group(2).length() > 9 || Long.parseLong(age.group(2)) > remaining;
        return longer ? age.group(1) + "=" + remaining : directive;
    }

    private static String nameOf(String directive) {
        int value = directive.indexOf('=');
        return (value < 0 ? directive : directive.substring(0, value)).strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Instant> date(String value) {
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
