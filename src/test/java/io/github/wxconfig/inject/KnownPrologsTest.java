package io.github.wxconfig.inject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.inject.ResponseGate.Page;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages one after the other, each of which might be taken for the one before it. */
class KnownPrologsTest {
    private static final String SCRIPT = FixedInsertion.SCRIPT;
    private static final String UTF_8_HTML = "text/html;charset=utf-8";

    private final KnownPrologs prologs = new KnownPrologs();

    @ParameterizedTest
    @CsvSource({
        "<!doctype html><head>, <title>t, ",
        "<!doctype html>, <body>, ",
        "<html lang=en>, text, ",
        "<!-- <head> --><html><head a='>'>, <meta>, ",
    })
    void findsThePlaceOfEveryPageThatBeginsLikeTheOneBefore(String before, String after) throws IOException {
        for (String rest : List.of("", "1", "<head>", "</head><body>")) {
            assertThat(page(UTF_8_HTML, before + after + rest)).isEqualTo(before + SCRIPT + after + rest);
        }
    }

    @Test
    void looksForThePlaceAnewInAPageThatPartsFromTheOneBefore() throws IOException {
        assertThat(page(UTF_8_HTML, "<!doctype html><html><head>1")).contains("<head>" + SCRIPT + "1");
        assertThat(page(UTF_8_HTML, "<!doctype html><html><header>2")).contains("<html>" + SCRIPT + "<header>2");
        assertThat(page(UTF_8_HTML, "<!doctype html><html><head>3")).contains("<head>" + SCRIPT + "3");
        assertThat(page(UTF_8_HTML, "<!doctype html><html><head")).doesNotContain(SCRIPT);
    }

    /** Where the headers name no charset, the place is behind the element that does. */
    @Test
    void tellsPagesApartWhoseCharsetIsDeclaredElsewhere() throws IOException {
        String start = "<!doctype html><head>";
        String meta = "<meta charset=utf-8>";
        for (int time = 0; time < 2; time++) {
            assertThat(page(UTF_8_HTML, start + meta)).isEqualTo(start + SCRIPT + meta);
            assertThat(page("text/html", start + meta + "<p>")).isEqualTo(start + meta + SCRIPT + "<p>");
        }
    }

    /** In XML a name in capitals is another name. */
    @Test
    void tellsXhtmlFromHtml() throws IOException {
        String page = "<html><HEAD>text";
        for (int time = 0; time < 2; time++) {
            assertThat(page(UTF_8_HTML, page)).isEqualTo("<html><HEAD>" + SCRIPT + "text");
            assertThat(page("application/xhtml+xml;charset=utf-8", page)).isEqualTo("<html>" + SCRIPT + "<HEAD>text");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "<div>", "<frameset>", "text", "<!doctype html><frameset>"})
    void leavesEveryOneAloneThatHasNoPlace(String page) throws IOException {
        for (int time = 0; time < 3; time++) {
            assertThat(page(UTF_8_HTML, page + time)).isEqualTo(page + time);
        }
    }

    @Test
    void knowsAPrologByEveryWayOfWriting() throws IOException {
        String page = "<!doctype html><!-- \u7eff\u8336 --><head>";
        for (int time = 0; time < 2; time++) {
            assertThat(page(UTF_8_HTML, page)).isEqualTo(page + SCRIPT);
            assertThat(written(page)).isEqualTo(page + SCRIPT);
        }
    }

    @Test
    void scansPrologsThatAreTooLongOrTooManyToBeKept() throws IOException {
        for (int time = 0; time < 2; time++) {
            for (int number = 0; number < 20; number++) {
                String page = "<!doctype html><!--" + "x".repeat(100 * number) + number + "--><head>";
                assertThat(page(UTF_8_HTML, page)).isEqualTo(page + SCRIPT);
            }
        }
    }

    /** What is kept is bounded, whatever the application's pages look like. */
    @Test
    void keepsTheLastFourPrologsOfAtMost512Letters() throws IOException {
        String first = "<!doctype html><head>";
        assertThat(isKnown(first)).isFalse();
        page(UTF_8_HTML, first);
        assertThat(isKnown(first + "<title>")).isTrue();
        for (int number = 0; number < 4; number++) {
            assertThat(isKnown(first)).isTrue();
            page(UTF_8_HTML, "<!-- " + number + " --><!doctype html><head>");
        }
        assertThat(isKnown(first)).isFalse();

        String longest = "<!--" + "x".repeat(512 - 28) + "--><!doctype html><head>";
        String tooLong = "<!-- " + longest.substring(4);
        page(UTF_8_HTML, longest);
        page(UTF_8_HTML, tooLong);
        assertThat(longest).hasSize(512);
        assertThat(isKnown(longest)).isTrue();
        assertThat(isKnown(tooLong)).isFalse();
    }

    private boolean isKnown(String write) {
        return prologs.find(new Page(false, true, true), write::charAt, write.length()) != null;
    }

    @Test
    void doesNotWaitForAPrologThatComesInPieces() throws IOException {
        String page = "<!doctype html><html><head>";
        assertThat(page(UTF_8_HTML, page)).isEqualTo(page + SCRIPT);
        for (int cut = 1; cut < page.length(); cut++) {
            assertThat(page(UTF_8_HTML, page.substring(0, cut), page.substring(cut)))
                    .isEqualTo(page + SCRIPT);
        }
    }

    private String page(String contentType, String... pieces) throws IOException {
        RecordingResponse container = new RecordingResponse();
        InjectingResponse response = new InjectingResponse(new PageRequest(), container, new FixedInsertion(), prologs);
        response.setContentType(contentType);
        for (String piece : pieces) {
            response.getOutputStream().write(piece.getBytes(UTF_8));
        }
        response.finish();
        return new String(container.body(), UTF_8);
    }

    private String written(String page) throws IOException {
        RecordingResponse container = new RecordingResponse();
        InjectingResponse response = new InjectingResponse(new PageRequest(), container, new FixedInsertion(), prologs);
        response.setContentType(UTF_8_HTML);
        response.getWriter().write(page);
        response.finish();
        return new String(container.body(), Charset.forName(container.getCharacterEncoding()));
    }
}
