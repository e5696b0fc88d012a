package io.github.wxconfig.inject;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_MODIFIED;
import static jakarta.servlet.http.HttpServletResponse.SC_NO_CONTENT;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_PARTIAL_CONTENT;
import static jakarta.servlet.http.HttpServletResponse.SC_RESET_CONTENT;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells at the first body byte, from what the container knows then, whether a response is an HTML page. */
final class ResponseGate {
    private static final Pattern CHARSET_PARAMETER =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);
    /** Charsets in which a byte from 0x21 to 0x3F, but for a digit, is always the ASCII character, by the names that Java knows. */
    private static final Pattern ASCII_COMPATIBLE =
            Pattern.compile("utf-8|us-ascii|gb2312|gbk|gb18030|big5(-hkscs)?|shift_jis|windows-(31j|125[0-8])"
                    + "|x-windows-874|euc-(jp|kr)|x-euc-tw|(x-)?iso-8859-\\d+|koi8-[ru]|tis-620");

    private ResponseGate() {}

    /**
     * What is known of a page before its first byte.
     *
     * @param xml whether it is XHTML served as XML
     * @param charsetDeclared whether its headers name the charset
     * @param asciiCompatible whether ASCII text is the same bytes in its charset
     */
    record Page(boolean xml, boolean charsetDeclared, boolean asciiCompatible) {}

    /** The page, or nothing where the response has to stay as it is. */
    static Optional<Page> page(HttpServletResponse response) {
        return page(response, () -> PageHeaders.of(response));
    }

    /** The same, with headers that are looked at only where the type is that of a page. */
    static Optional<Page> page(HttpServletResponse response, Supplier<PageHeaders> headers) {
        String contentType = response.getContentType();
        if (contentType == null) {
            return Optional.empty();
        }
        int parameters = contentType.indexOf(';');
        String mediaType = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        boolean xml = mediaType.equalsIgnoreCase("application/xhtml+xml");
        if ((!xml && !mediaType.equalsIgnoreCase("text/html"))
                || mustStay(response.getStatus())
                || mustStay(headers.get())) {
            return Optional.empty();
        }
        boolean declared = parameters >= 0
                && (contentType.endsWith(";charset=utf-8")
                        || CHARSET_PARAMETER.matcher(contentType).find(parameters));
        return Optional.of(new Page(xml, declared, isAsciiCompatible(response.getCharacterEncoding())));
    }

    private static boolean mustStay(int status) {
        return switch (status) {
            case SC_NO_CONTENT, SC_RESET_CONTENT, SC_PARTIAL_CONTENT, SC_NOT_MODIFIED -> true;
            default -> status < SC_OK;
        };
    }

    private static boolean mustStay(PageHeaders headers) {
        return !headers.isEmpty()
                && (isEncoded(headers.get(PageHeaders.CONTENT_ENCODING))
                        || headers.has(PageHeaders.CONTENT_RANGE)
                        || startsWith(headers.get(PageHeaders.CONTENT_DISPOSITION), "attachment")
                        || PageHeaders.DIGESTS.stream().anyMatch(headers::has)
                        || headers.lines(PageHeaders.CACHE_CONTROL).stream()
                                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("no-transform")));
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean startsWith(@Nullable String value, String word) {
        return value != null && value.strip().toLowerCase(Locale.ROOT).startsWith(word);
    }

    private static boolean isAsciiCompatible(@Nullable String charset) {
        if (charset == null || charset.equalsIgnoreCase("utf-8")) {
            return true;
        }
        try {
            return ASCII_COMPATIBLE
                    .matcher(Charset.forName(charset).name().toLowerCase(Locale.ROOT))
                    .matches();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }
}
