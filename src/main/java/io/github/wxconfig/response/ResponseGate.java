package io.github.wxconfig.response;

import static jakarta.servlet.http.HttpServletResponse.SC_NOT_MODIFIED;
import static jakarta.servlet.http.HttpServletResponse.SC_NO_CONTENT;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_PARTIAL_CONTENT;
import static jakarta.servlet.http.HttpServletResponse.SC_RESET_CONTENT;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides at the first body byte, from what the container knows then, whether a response may be an HTML page. */
final class ResponseGate {
    private static final String CHARSET = ";charset=";
    /** Charsets in which a byte from 0x21 to 0x3F, but for a digit, is always the ASCII character, by the names that Java knows. */
    private static final Pattern ASCII_COMPATIBLE =
            Pattern.compile("utf-8|us-ascii|gb2312|gbk|gb18030|big5(-hkscs)?|shift_jis|windows-(31j|125[0-8])"
                    + "|x-windows-874|euc-(jp|kr)|x-euc-tw|(x-)?iso-8859-\\d+|koi8-[ru]|tis-620");

    private ResponseGate() {}

    /**
     * What is known of a page before its first byte.
     *
     * @param xml whether it is XHTML served as XML
     * @param typed whether its headers name its type; otherwise browsers look at how it begins
     * @param charsetDeclared whether its headers name the charset
     * @param charset in which the container encodes its characters
     */
    record Page(boolean xml, boolean typed, boolean charsetDeclared, Charset charset) {
        /** Whether ASCII text is the same bytes in the page's charset, and can be told from all else. */
        boolean asciiCompatible() {
            return charset.equals(StandardCharsets.UTF_8)
                    || ASCII_COMPATIBLE
                            .matcher(charset.name().toLowerCase(Locale.ROOT))
                            .matches();
        }

        /** How many bytes an ASCII text takes behind others; a byte order mark stands before the first text only. */
        int bytesOf(Markup markup) {
            if (asciiCompatible()) {
                return markup.length();
            }
            String ascii = markup.text();
            return (ascii + ascii).getBytes(charset).length - ascii.getBytes(charset).length;
        }
    }

    /** Whether what is written is encoded, according to the response's headers. */
    static boolean isEncoded(HttpServletResponse response) {
        String encoding = response.getHeader("Content-Encoding");
        return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
    }

    /** The page, or nothing where the response has to stay as it is, whether it is encoded or not. */
    static Optional<Page> page(HttpServletResponse response) {
        String contentType = response.getContentType();
        if (contentType == null) {
            return mayBeSniffed(response) ? page(response, "", false, false) : Optional.empty();
        }
        int parameters = contentType.indexOf(';');
        String mediaType = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        boolean xml = mediaType.equalsIgnoreCase("application/xhtml+xml");
        return xml || mediaType.equalsIgnoreCase("text/html")
                ? page(response, parameters < 0 ? "" : contentType.substring(parameters), xml, true)
                : Optional.empty();
    }

    private static boolean mayBeSniffed(HttpServletResponse response) {
        return !"nosniff".equalsIgnoreCase(response.getHeader("X-Content-Type-Options"));
    }

    private static Optional<Page> page(HttpServletResponse response, String parameters, boolean xml, boolean typed) {
        if (mustStay(response.getStatus()) || mustStay(response)) {
            return Optional.empty();
        }
        String compact = parameters.replace(" ", "").toLowerCase(Locale.ROOT);
        int at = compact.indexOf(CHARSET);
        boolean declared = at >= 0 && at + CHARSET.length() < compact.length();
        return charset(response.getCharacterEncoding()).map(charset -> new Page(xml, typed, declared, charset));
    }

    private static boolean mustStay(int status) {
        return switch (status) {
            case SC_NO_CONTENT, SC_RESET_CONTENT, SC_PARTIAL_CONTENT, SC_NOT_MODIFIED -> true;
            default -> status < SC_OK;
        };
    }

    /** A part, a file to keep, what holds a digest of the body, and what the application wishes to stay. */
    private static boolean mustStay(HttpServletResponse response) {
        for (String name : response.getHeaderNames()) {
            boolean stays =
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case "content-range", "digest", "content-digest", "repr-digest", "content-md5" -> true;
                        case "content-disposition" -> isAttachment(response.getHeader(name));
                        case "cache-control" ->
                            response.getHeaders(name).stream().anyMatch(line -> line.toLowerCase(Locale.ROOT)
                                    .contains("no-transform"));
                        default -> false;
                    };
            if (stays) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAttachment(@Nullable String disposition) {
        return disposition != null && disposition.strip().regionMatches(true, 0, "attachment", 0, 10);
    }

    private static Optional<Charset> charset(@Nullable String name) {
        try {
            return Optional.of(name == null ? StandardCharsets.UTF_8 : Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
