package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternsTest {
    /** Servlet specification 6.0, section 12.2. */
    @ParameterizedTest
    @CsvSource({
        "/health, /health,      true",
        "/health, /health/,     false",
        "/health, /healthy,     false",
        "/api/*,  /api,         true",
        "/api/*,  /api/,        true",
        "/api/*,  /api/v1/user, true",
        "/api/*,  /apis,        false",
        "/api/*,  /v1/api/user, false",
        "/*,      /,            true",
        "/*,      /anything,    true",
        "*.json,  /a/b.json,    true",
        "*.json,  /a.json/b,    false",
        "*.json,  /a.jsonp,     false",
        "*.json,  /ajson,       false",
        "/a b/*,  /a b/c,       true",
        "/a%20b/*, /a b/c,      true",
        "/%E7%BB%BF, /绿,        true",
        "/50%25,  /50%,         true",
        "/a+b,    /a+b,         true"
    })
    void matchesAsServletMappingsDo(String pattern, String path, boolean match) {
        PathPatterns patterns = PathPatterns.of(List.of("/other", pattern));

        assertThat(patterns.match(FakeRequest.get("/").mappedTo(path, null).build()))
                .isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"/api, /user", "'', /api/user", "/api/user, none"})
    void matchesWhicheverServletThePathIsMappedTo(String servletPath, String pathInfo) {
        assertThat(PathPatterns.of(List.of("/api/*"))
                        .match(FakeRequest.get("/shop/%61pi/user")
                                .within("/shop")
                                .mappedTo(servletPath, pathInfo)
                                .build()))
                .isTrue();
    }

    /** Servlet specification 6.0, section 12.1: the exact match, the longest prefix, the extension, the default. */
    @Test
    void areTheNarrowerTheEarlierAServletWouldBeChosen() {
        List<String> closestFirst = List.of("/a/b/c.html", "/a/b/*", "/a/*", "*.html", "/*");

        assertThat(closestFirst.stream()
                        .map(pattern -> PathPatterns.of(List.of(pattern)).narrowness()))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
    }

    /** As a container would map the request for it: decoded, below the context root, without path parameters. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "https://a.example/tea/green?x=/api/, '',    true",
                "https://a.example/shop/tea;v=1/%41,  /shop, true",
                "https://a.example/te%61/,            '',    true",
                "https://a.example/tea,               '',    true",
                "https://a.example/teapot,            '',    false",
                "https://a.example,                   '',    false",
                "https://a.example?/tea/,             '',    false",
                "https://a.example/%zz/tea/,          '',    false",
                "https://a.example/tea/x,             /shop, true"
            })
    void matchesTheAddressOfAPage(String url, String contextPath, boolean match) {
        assertThat(PathPatterns.of(List.of("/tea/*")).match(new PageUrl(url), contextPath))
                .isEqualTo(match);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/100%", "/a%zz/*", "/%2"})
    void refusesWhatIsNotPercentEncoded(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPatterns.of(List.of(pattern)))
                .withMessage("not percent-encoded; a percent sign itself is %25");
    }

    @Test
    void matchesThePathThatTheBrowserAskedForInAForward() {
        HttpServletRequest forward = FakeRequest.get("/login.jsp")
                .mappedTo("/login.jsp", null)
                .attribute(RequestDispatcher.FORWARD_SERVLET_PATH, "/private")
                .attribute(RequestDispatcher.FORWARD_PATH_INFO, "/area")
                .build();
        assertThat(PathPatterns.of(List.of("/private/*")).match(forward)).isTrue();
        assertThat(PathPatterns.of(List.of("*.jsp")).match(forward)).isFalse();
    }

    @Test
    void matchesNothingWhenEmpty() {
        assertThat(PathPatterns.none().match(FakeRequest.get("/").build())).isFalse();
        assertThat(PathPatterns.of(List.of()).match(FakeRequest.get("/").build()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/*", "/api/*/x", "/api*", "/*.json", "*", "*.a/b", "*.*", "**", "", "/a%2Ab"})
    void refusesWhatIsNoServletMapping(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPatterns.of(List.of("/api/*", pattern)))
                .withMessage("not a servlet mapping like /api/* or *.json");
    }
}
