package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {
    /** RFC 7239, section 7.1: these three are the same. */
    @Test
    void joinsLinesIntoOneList() {
        List<Map<String, String>> elements =
                List.of(Map.of("for", "192.0.2.43"), Map.of("for", "[2001:db8:cafe::17]"), Map.of("for", "unknown"));

        assertThat(Forwarded.parse(List.of("for=192.0.2.43,for=\"[2001:db8:cafe::17]\",for=unknown")))
                .hasValue(elements);
        assertThat(Forwarded.parse(List.of("for=192.0.2.43, for=\"[2001:db8:cafe::17]\", for=unknown")))
                .hasValue(elements);
        assertThat(Forwarded.parse(List.of("for=192.0.2.43", "for=\"[2001:db8:cafe::17]\", for=unknown")))
                .hasValue(elements);
    }

    /** RFC 7239, section 4: parameter names are case-insensitive, values are what they are. */
    @Test
    void lowersNamesButNotValues() {
        assertThat(Forwarded.parse(List.of("For=_Gazonk;PROTO=http")))
                .hasValue(List.of(Map.of("for", "_Gazonk", "proto", "http")));
    }

    @Test
    void undoesQuoting() {
        assertThat(Forwarded.parse(List.of("for=\"a \\\"b\\\" \\\\ c;d,e=f\"")))
                .hasValue(List.of(Map.of("for", "a \"b\" \\ c;d,e=f")));
    }

    /** RFC 9110, section 5.6.4: a quoted string may be empty. */
    @ParameterizedTest
    @ValueSource(strings = {"proto-version=\"\";for=a", "for=a;proto-version=\"\""})
    void allowsEmptyQuotedValues(String header) {
        assertThat(Forwarded.parse(List.of(header))).hasValue(List.of(Map.of("for", "a", "proto-version", "")));
    }

    /** RFC 7239, section 4, demands quotes here, and routers leave them out. */
    @Test
    void readsAddressesAndPortsWithoutQuotes() {
        assertThat(Forwarded.parse(List.of("for=[2001:db8::1]:4711;host=www.example.com:8443;by=192.0.2.1:80")))
                .hasValue(List.of(
                        Map.of("for", "[2001:db8::1]:4711", "host", "www.example.com:8443", "by", "192.0.2.1:80")));
    }

    /** RFC 7239 section 4, and RFC 9110 section 5.6.1 for empty elements of any list. */
    @ParameterizedTest
    @ValueSource(strings = {"for=a;", ";for=a", "for=a;;", ";;for=a", " for=a ; ", "for=a,", ",for=a", ", ,for=a\t,"})
    void allowsEmptyPairsAndElements(String header) {
        assertThat(Forwarded.parse(List.of(header))).hasValue(List.of(Map.of("for", "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                "for",
                "for=",
                "=a",
                "for=\"a",
                "for=\"a\\\"",
                "for=\"a\\",
                "for=\"a\"b",
                "for=a b",
                "f:r=a",
                "for=a/b",
                "for=a@b",
                "for =a",
                "for= a",
                "for=a;for=b",
                "for=a;FOR=b",
                "fö=a",
                "for=ä",
                "for=a}"
            })
    void isNothingWhereTheGrammarIsBroken(String header) {
        assertThat(Forwarded.parse(List.of(header))).isEmpty();
    }
}
