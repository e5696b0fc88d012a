package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.response.ResponseGate.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseGateTest {
    private final RecordingResponse response = new RecordingResponse();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                " text/html ; level=1",
                "text/html;charset=utf-8",
                "application/xhtml+xml",
                "Application/XHTML+XML; charset=utf-8"
            })
    void twoMediaTypesArePages(String contentType) {
        response.setContentType(contentType);
        assertThat(ResponseGate.page(response)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "text/htmlx",
                "text/x-html",
                "application/xml",
                "image/svg+xml",
                "text/vnd.turbo-stream.html",
                "multipart/mixed; boundary=text/html",
                ";text/html",
                ""
            })
    void othersAreNot(String contentType) {
        response.setContentType(contentType);
        assertThat(ResponseGate.page(response)).isEmpty();
    }

    /** Browsers look at how such a body begins, unless they are told not to. */
    @Test
    void responseWithoutTypeMayBePage() {
        assertThat(ResponseGate.page(response)).isPresent();
        response.setHeader("X-Content-Type-Options", "NoSniff");
        assertThat(ResponseGate.page(response)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, true",
        "201, true",
        "302, true",
        "400, true",
        "404, true",
        "500, true",
        "101, false",
        "103, false",
        "204, false",
        "205, false",
        "206, false",
        "304, false"
    })
    void statusTellsWhetherThereIsWholeBody(int status, boolean isPage) {
        response.setContentType("text/html");
        response.setStatus(status);
        assertThat(ResponseGate.page(response).isPresent()).isEqualTo(isPage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Range       | bytes 0-99/1000       | false",
                "Content-Disposition | inline                | true",
                "Content-Disposition | attachment            | false",
                "Content-Disposition | Attachment; filename=a.html | false",
                "Digest              | SHA-256=x             | false",
                "Content-Digest      | sha-256=:x:           | false",
                "Repr-Digest         | sha-256=:x:           | false",
                "Content-MD5         | x                     | false",
                "Cache-Control       | no-cache              | true",
                "Cache-Control       | private, No-Transform | false",
                "ETag                | \"x\"                 | true"
            })
    void headersTellWhetherBodyMayChange(String header, String value, boolean isPage) {
        response.setContentType("text/html");
        response.setHeader(header, value);
        assertThat(ResponseGate.page(response).isPresent()).isEqualTo(isPage);
    }

    @ParameterizedTest
    @CsvSource({"identity, false", "Identity, false", "gzip, true", "br, true"})
    void encodingIsWhatHeaderSays(String encoding, boolean isEncoded) {
        response.setHeader("content-encoding", encoding);
        assertThat(ResponseGate.isEncoded(response)).isEqualTo(isEncoded);
    }

    @Test
    void everyLineOfCacheControlCounts() {
        response.setContentType("text/html");
        response.addHeader("Cache-Control", "private");
        response.addHeader("Cache-Control", "no-transform");
        assertThat(ResponseGate.page(response)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8", "utf8", "US-ASCII", "ISO-8859-1", "latin1", "ISO-8859-15", "windows-1252", "windows-1251",
                        "GBK",
                "GB2312", "GB18030", "cp936", "Big5", "Big5-HKSCS", "Shift_JIS", "windows-31j", "EUC-JP", "EUC-KR",
                "KOI8-R", "TIS-620", "EUC-TW", "windows-874", "ISO-8859-11"
            })
    void bytesOfTheseCharsetsCanBeRead(String charset) {
        assertThat(isAsciiCompatible(charset)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-2022-JP", "ISO-2022-KR", "IBM037", "IBM1047"})
    void bytesOfTheseCannot(String charset) {
        assertThat(isAsciiCompatible(charset)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "not a charset"})
    void nothingIsKnownOfPagesInOtherCharsets(String charset) {
        response.setContentType("text/html;charset=" + charset);
        assertThat(ResponseGate.page(response)).isEmpty();
    }

    private boolean isAsciiCompatible(String charset) {
        response.setContentType("text/html;charset=" + charset);
        return ResponseGate.page(response).orElseThrow().asciiCompatible();
    }

    @Test
    void pageTellsItsKindAndWhetherItsCharsetIsDeclared() {
        response.setContentType("text/html");
        assertThat(ResponseGate.page(response)).contains(new Page(false, true, false, ISO_8859_1));
        response.setContentType("text/html; Charset = \"utf-8\"");
        assertThat(ResponseGate.page(response))
                .hasValueSatisfying(page -> assertThat(page.charsetDeclared()).isTrue());
        response.setContentType("text/html; old-charset=utf-8");
        assertThat(ResponseGate.page(response))
                .hasValueSatisfying(page -> assertThat(page.charsetDeclared()).isFalse());
        response.setContentType("application/xhtml+xml");
        response.setCharacterEncoding("UTF-16");
        assertThat(ResponseGate.page(response)).contains(new Page(true, true, true, UTF_16));
    }
}
