package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What caches are told of a page with a snippet; the rules are RFC 9110's and RFC 9111's. */
class CachingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
    private static final Edition EDITION =
            new Edition("e1", Instant.parse("2026-03-02T02:00:00Z"), Instant.parse("2026-03-02T04:00:00Z"));

    private final RecordingResponse response = new RecordingResponse();
    private final Caching headers = new Caching(response, InstantSource.fixed(NOW));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"abc\"            | W/\"abc-wxs-e1\"",
                "W/\"abc\"          | W/\"abc-wxw-e1\"",
                "\"\"               | W/\"-wxs-e1\"",
                "not-a-tag          | not-a-tag",
            })
    void makesTheEntityTagWeakAndNamesTheEdition(String own, String expected) {
        response.setHeader("ETag", own);
        headers.limitTo(EDITION);
        assertThat(response.getHeader("ETag")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 01 Mar 2026 02:00:00 GMT | Mon, 02 Mar 2026 02:00:00 GMT",
                "Mon, 02 Mar 2026 02:30:00 GMT | Mon, 02 Mar 2026 02:30:00 GMT",
                "yesterday                     | yesterday",
            })
    void makesNoPageOlderThanItsEdition(String own, String expected) {
        response.setHeader("Last-Modified", own);
        headers.limitTo(EDITION);
        assertThat(response.getHeader("Last-Modified")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60                                | max-age=60",
                "max-age=86400                             | max-age=3600",
                "public, max-age=86400, s-maxage=999999999999 | public, max-age=3600, s-maxage=3600",
                "max-age=60, immutable                     | max-age=60",
                "max-age=60, stale-while-revalidate=86400  | max-age=60",
                "no-store                                  | no-store",
                "private=\"a, b\", MAX-AGE=7200            | private=\"a, b\", max-age=3600",
            })
    void letsNoCopyBeFreshForLongerThanTheEditionWorks(String own, String expected) {
        response.setHeader("Cache-Control", own);
        headers.limitTo(EDITION);
        assertThat(response.getHeader("Cache-Control")).isEqualTo(expected);
    }

    /** Each means more to its caches than Cache-Control does. */
    @ParameterizedTest
    @CsvSource({"CDN-Cache-Control", "Surrogate-Control"})
    void limitsWhatIsMeantForSomeCachesOnly(String name) {
        response.setHeader(name, "max-age=86400, must-revalidate");
        headers.limitTo(EDITION);
        assertThat(response.getHeader(name)).isEqualTo("max-age=3600, must-revalidate");
        assertThat(response.getHeaderNames()).containsExactly(name);
    }

    /** A page that could not be signed must not outlive the outage in a cache. */
    @Test
    void keepsAnUnsignedPageForSecondsAndDatesItBeforeAllSignedOnes() {
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.setHeader("ETag", "\"abc\"");
        response.setHeader("Last-Modified", "Mon, 02 Mar 2026 03:00:00 GMT");
        headers.limitTo(Edition.unsigned(NOW));
        assertThat(response.getHeader("Cache-Control")).isEqualTo("public, max-age=5");
        assertThat(response.getHeader("ETag")).isEqualTo("W/\"abc-wxs-0\"");
        assertThat(response.getHeader("Last-Modified")).isEqualTo("Mon, 02 Mar 2026 02:59:58 GMT");
    }

    /** A date in a header has no parts of a second. */
    @Test
    void datesNoPageBeforeTheSecondInWhichItsEditionBegan() {
        response.setHeader("Last-Modified", "Mon, 02 Mar 2026 02:00:00 GMT");
        headers.limitTo(new Edition("e2", EDITION.since().plusMillis(1), EDITION.until()));
        assertThat(response.getHeader("Last-Modified")).isEqualTo("Mon, 02 Mar 2026 02:00:01 GMT");
    }

    @Test
    void endsExpiresWithTheEdition() {
        response.setHeader("Expires", "Tue, 03 Mar 2026 00:00:00 GMT");
        headers.limitTo(EDITION);
        assertThat(response.getHeader("Expires")).isEqualTo("Mon, 02 Mar 2026 04:00:00 GMT");
    }

    @Test
    void asksForRevalidationWhereNothingSaysHowLongACopyIsFresh() {
        response.setHeader("ETag", "\"abc\"");
        response.setHeader("Cache-Control", "public");
        headers.limitTo(EDITION);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("public, no-cache");
    }

    @Test
    void addsNothingToAPageWithoutValidatorAndFreshness() {
        headers.limitTo(EDITION);
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void offersNoRanges() {
        response.setHeader("Accept-Ranges", "bytes");
        headers.limitTo(EDITION);
        assertThat(response.getHeader("Accept-Ranges")).isEqualTo("none");
    }

    @Test
    void putsBackWhatItChanged() {
        response.setHeader("ETag", "\"abc\"");
        response.setHeader("Cache-Control", "max-age=86400");
        response.addHeader("Cache-Control", "public");
        headers.limitTo(EDITION);
        headers.undo();
        assertThat(response.getHeader("ETag")).isEqualTo("\"abc\"");
        assertThat(response.getHeaders("Cache-Control")).containsExactly("max-age=86400", "public");
    }

    @Test
    void readsManyQuotedStrings() {
        String extension = "x=" + "\"a, b\"".repeat(10_000);
        response.setHeader("Cache-Control", "max-age=7200, " + extension);
        headers.limitTo(EDITION);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("max-age=3600, " + extension);
    }

    /** A look ahead from each comma would take minutes. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsManyDirectivesAtOnce() {
        response.setHeader("Cache-Control", ",".repeat(1 << 20) + "max-age=7200");
        headers.limitTo(EDITION);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("max-age=3600");
    }
}
