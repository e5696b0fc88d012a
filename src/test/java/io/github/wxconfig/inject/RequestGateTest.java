package io.github.wxconfig.inject;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGateTest {
    private final PageRequest request = new PageRequest();
    private final RecordingResponse response = new RecordingResponse();

    @ParameterizedTest
    @CsvSource({"GET, true", "HEAD, true", "POST, true", "PUT, false", "DELETE, false", "OPTIONS, false", "get, false"})
    void pagesComeOfThreeMethods(String method, boolean mayBringPage) {
        assertThat(RequestGate.mayBringPage(request.method(method), response)).isEqualTo(mayBringPage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true",
                "*/*                   | true",
                "TEXT/HTML             | true",
                "text/*                | true",
                "application/xhtml+xml | true",
                "' '                   | true",
                "application/json      | false",
                "image/avif,image/webp | false",
                "text/css              | false"
            })
    void pagesAreAccepted(String accept, boolean mayBringPage) {
        assertThat(RequestGate.mayBringPage(request.header("Accept", accept), response))
                .isEqualTo(mayBringPage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tea/site.css     | */*                             | true",
                "/tea/logo.PNG     | image/avif,image/webp,*/*;q=0.8 | true",
                "/tea/font.woff2   | */*                             | true",
                "/tea/green.jpg    |                                 | true",
                "/tea/green.jpg    | Text/HTML,*/*;q=0.8             | false",
                "/tea/index.html   | */*                             | false",
                "/tea/green.jsp    | */*                             | false",
                "/tea/teas.json    | */*                             | false",
                "/tea/v1.2/green   | */*                             | false",
                "/tea/site.css/    | */*                             | false",
                "/tea/css          | */*                             | false",
                "/tea.             | */*                             | false",
                "/                 | */*                             | false"
            })
    void pathTellsPartsWhereTheBrowserDoesNot(String path, @Nullable String accept, boolean isForPart) {
        request.uri(path);
        if (accept != null) {
            request.header("Accept", accept);
        }
        assertThat(RequestGate.isForPart(request)).isEqualTo(isForPart);
    }

    /** The destinations are those of the Fetch standard; {@code empty} is what a script asks for. */
    @ParameterizedTest
    @CsvSource({
        "script, true",
        "style, true",
        "image, true",
        "font, true",
        "audio, true",
        "video, true",
        "worker, true",
        "object, false",
        "embed, false",
        "fencedframe, false",
        "empty, false",
        "document, false",
        "iframe, false",
        "frame, false"
    })
    void browserTellsPartsWhateverThePath(String destination, boolean isForPart) {
        request.header("Sec-Fetch-Dest", destination).header("Accept", "*/*");
        assertThat(RequestGate.isForPart(request.uri("/tea"))).isEqualTo(isForPart);
        assertThat(RequestGate.isForPart(request.uri("/tea.css"))).isEqualTo(isForPart);
    }

    @Test
    void everyLineOfAcceptCounts() {
        assertThat(RequestGate.mayBringPage(request.header("Accept", "application/json", "text/html"), response))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Dest, document, true",
        "Sec-Fetch-Dest, iframe, true",
        "Sec-Fetch-Dest, frame, true",
        "Sec-Fetch-Dest, empty, false",
        "Sec-Fetch-Dest, script, false",
        "X-Requested-With, XMLHttpRequest, false",
        "X-Requested-With, com.tencent.mm, true",
        "Range, bytes=0-99, false",
        "Upgrade, websocket, false",
        "Upgrade-Insecure-Requests, 1, true"
    })
    void headersTellPagesFromParts(String header, String value, boolean mayBringPage) {
        assertThat(RequestGate.mayBringPage(request.header(header, value), response))
                .isEqualTo(mayBringPage);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void responseIsWrappedOnce(boolean byAnotherFilterToo) {
        HttpServletResponseWrapper wrapped =
                new InjectingResponse(request, response, new FixedInsertion(), new KnownPrologs());
        if (byAnotherFilterToo) {
            wrapped = new HttpServletResponseWrapper(wrapped);
        }
        assertThat(RequestGate.mayBringPage(request, wrapped)).isFalse();
        assertThat(RequestGate.mayBringPage(request, new HttpServletResponseWrapper(response)))
                .isTrue();
    }
}
