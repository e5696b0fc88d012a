package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a browser's copies the application is asked about; the rules are those of RFC 9110, section 13. */
class PageRequestTest {
    private static final String NAVIGATION = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final Edition CURRENT =
            new Edition("e1", Instant.parse("2026-03-02T02:00:00.500Z"), Instant.parse("2026-03-02T04:00:00Z"));

    private final RecordingResponse container = new RecordingResponse();

    private HttpServletRequest seen(BareRequest request, Edition edition) {
        return new PageResponse(request, container, new FixedSnippet(edition)).request();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "W/\"abc-wxs-e1\"                   | text/html | \"abc\"",
                "W/\"abc-wxw-e1\", \"other\"        | text/html | W/\"abc\"",
                "W/\"abc-wxs-e0\"                   | text/html |",
                "W/\"abc-wxs-e0\"                   | */*       |",
                "\"abc\"                            | text/html |",
                "\"abc\"                            | */*       | \"abc\"",
                "*                                  | text/html | *"
            })
    void showsTheTagsOfTheCurrentEdition(String ifNoneMatch, String accept, @Nullable String seen) {
        BareRequest request =
                new BareRequest().header("If-None-Match", ifNoneMatch).header("Accept", accept);
        assertThat(seen(request, CURRENT).getHeader("if-none-match")).isEqualTo(seen);
    }

    @Test
    void hidesTheDateBesideTagsThatAreHidden() {
        BareRequest request = new BareRequest()
                .header("If-None-Match", "W/\"abc-wxs-e0\"")
                .header("If-Modified-Since", "Mon, 02 Mar 2026 03:00:00 GMT");
        HttpServletRequest seen = seen(request, CURRENT);
        assertThat(seen.getDateHeader("If-Modified-Since")).isEqualTo(-1);
        assertThat(seen.getHeaders("If-Modified-Since").hasMoreElements()).isFalse();
        assertThat(Collections.list(seen.getHeaderNames())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Mon, 02 Mar 2026 01:59:59 GMT', false",
        "'Mon, 02 Mar 2026 02:00:00 GMT', false",
        "'Mon, 02 Mar 2026 02:00:01 GMT', true",
        "'Mon, 02 Mar 2026 03:00:00 GMT', true",
        "yesterday, false"
    })
    void showsADateOfTheCurrentEdition(String date, boolean shown) {
        BareRequest request =
                new BareRequest().header("If-Modified-Since", date).header("Accept", NAVIGATION);
        assertThat(seen(request, CURRENT).getHeader("If-Modified-Since")).isEqualTo(shown ? date : null);
    }

    /** The copy may be of a ticket that has ended, and there is no new one. */
    @Test
    void showsNoDateWhileThereIsNoTicket() {
        BareRequest request = new BareRequest()
                .header("If-Modified-Since", "Mon, 02 Mar 2026 03:00:00 GMT")
                .header("Accept", NAVIGATION);
        assertThat(seen(request, Edition.unsigned(CURRENT.until())).getHeader("If-Modified-Since"))
                .isNull();
    }

    @Test
    void limitsA304AsThePage() throws IOException {
        BareRequest request = new BareRequest().header("If-None-Match", "W/\"abc-wxs-e1\"");
        PageResponse response = new PageResponse(request, container, new FixedSnippet(CURRENT));
        response.setStatus(304);
        response.setHeader("ETag", "\"abc\"");
        response.setHeader("Cache-Control", "immutable");
        response.finish();
        assertThat(container.getHeader("ETag")).isEqualTo("W/\"abc-wxs-e1\"");
        assertThat(container.getHeader("Cache-Control")).doesNotContain("immutable");
    }

    @Test
    void leavesThe304OfAPartAlone() throws IOException {
        BareRequest request =
                new BareRequest().header("If-None-Match", "\"abc\"").header("Accept", "*/*");
        PageResponse response = new PageResponse(request, container, new FixedSnippet(CURRENT));
        response.setStatus(304);
        response.setHeader("ETag", "\"abc\"");
        response.setHeader("Cache-Control", "max-age=31536000, immutable");
        response.finish();
        assertThat(container.getHeader("ETag")).isEqualTo("\"abc\"");
        assertThat(container.getHeader("Cache-Control")).isEqualTo("max-age=31536000, immutable");
    }
}
