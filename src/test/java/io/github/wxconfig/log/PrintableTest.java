package io.github.wxconfig.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    /** By the general categories of the Unicode Character Database: Cc, Cf, Zl, Zp, Cs, Co, Cn. */
    @ParameterizedTest
    @ValueSource(
            chars = {
                '\0', '\t', '\n', '\r', '\u001b', '\u007f', '\u0085', '\u009b', '\u00ad', '\u061c', '\u200b', '\u200d',
                '\u200e', '\u2028', '\u2029', '\u202a', '\u202e', '\u2066', '\u2069', '\ud800', '\udfff', '\ue000',
                '\ufeff', '\ufff9', '\uffff'
            })
    void escapesWhatIsNotSeen(char c) {
        assertThat(Printable.of("a" + c + "b")).isEqualTo(String.format("a\\u%04xb", (int) c));
        assertThat(Printable.message("a" + c + "b")).isEqualTo(String.format("a\\u%04xb", (int) c));
    }

    /** A tag of language, with which text is hidden. */
    @Test
    void escapesBeyondTheFirstPlane() {
        assertThat(Printable.of("a\udb40\udc41b")).isEqualTo("a\\udb40\\udc41b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/tea?a=b&c=%0A",
                "C:\\tea",
                "绿茶",
                "café",
                "cafe\u0301",
                "\ud83c\udf75",
                "«a», …",
                "\u3000"
            })
    void leavesTheRestAsItIs(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"300, 3000, x", "150, 1500, 🍵", "50, 500, '\u001b'"})
    void hasAnEnd(int most, int mostOfMessage, String unit) {
        String shown = Printable.of(unit);

        assertThat(Printable.of(unit.repeat(most))).isEqualTo(shown.repeat(most));
        assertThat(Printable.of(unit.repeat(10_000))).isEqualTo(shown.repeat(most) + "…");
        assertThat(Printable.message(unit.repeat(10_000))).isEqualTo(shown.repeat(mostOfMessage) + "…");
    }

    @Test
    void showsWhatIsMissing() {
        assertThat(Printable.of(null)).isEqualTo("null");
    }

    @Test
    void tracesAFailureToItsCauseOnOneLine() {
        Throwable thrown = new IllegalStateException("no\ntea", new IllegalArgumentException("no water"));

        assertThat(Printable.trace(thrown))
                .startsWith("java.lang.IllegalStateException: no\\u000atea at ")
                .contains("PrintableTest.java:")
                .contains("; caused by java.lang.IllegalArgumentException: no water at ")
                .hasSizeLessThan(3000);
    }

    @Test
    void tracesAFailureThatCausedItself() {
        Throwable first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(Printable.trace(first)).hasSizeLessThan(5000);
    }
}
