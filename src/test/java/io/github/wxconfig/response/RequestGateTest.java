package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGateTest {
    private final BareRequest request = new BareRequest();
    private final RecordingResponse response = new RecordingResponse();

    /** Hidden-method filters let forms send any of them. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void pagesComeOfAnyMethod(String method) {
        assertThat(RequestGate.mayWrap(request.method(method), response)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/tea/site.css, false",
        "/tea/logo.PNG, false",
        "/tea/font.woff2, false",
        "/tea/index.html, true",
        "/tea/green.jsp, true",
        "/tea/teas.json, true",
        "/tea/v1.2/green, true",
        "/tea/site.css/, true",
        "/tea/css, true",
        "/tea., true",
        "/, true"
    })
    void pathsOfPartsBringNoPages(String path, boolean mayBringPage) {
        assertThat(RequestGate.isPart(request.uri(path))).isNotEqualTo(mayBringPage);
    }

    /** A cache keeps one body for one address, and knows nothing of these headers. */
    @ParameterizedTest
    @CsvSource({
        "Accept, application/json, true",
        "Accept, '*/*', true",
        "Accept, image/webp, true",
        "Sec-Fetch-Dest, empty, true",
        "Sec-Fetch-Dest, object, true",
        "Sec-Fetch-Dest, script, true",
        "Sec-Purpose, prefetch, true",
        "X-Requested-With, XMLHttpRequest, true",
        "X-Requested-With, com.tencent.mm, true",
        "Upgrade-Insecure-Requests, 1, true",
        "Upgrade, h2c, true",
        "Upgrade, websocket, false",
        "Range, bytes=0-99, false"
    })
    void onlyRangeAndUpgradeKeepPagesFromComing(String header, String value, boolean mayBringPage) {
        assertThat(RequestGate.mayWrap(request.header(header, value), response)).isEqualTo(mayBringPage);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void responseIsWrappedOnce(boolean byAnotherFilterToo) {
        HttpServletResponseWrapper wrapped = new PageResponse(request, response, new FixedSnippet());
        if (byAnotherFilterToo) {
            wrapped = new HttpServletResponseWrapper(wrapped);
        }
        assertThat(RequestGate.mayWrap(request, wrapped)).isFalse();
        assertThat(RequestGate.mayWrap(request, new HttpServletResponseWrapper(response)))
                .isTrue();
    }
}
