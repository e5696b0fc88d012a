package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;

/** How an application writes a page of 60 KB. */
public enum PagePattern {
    /** As JSP pages and templates do: about 3,000 strings. */
    SMALL_WRITES {
        @Override
        void write(Page page, HttpServletResponse response) throws IOException {
            PrintWriter writer = response.getWriter();
            for (String piece : page.pieces) {
                writer.write(piece);
            }
            writer.flush();
        }
    },
    /** As a writer with a buffer does: 8 K characters at a time. */
    CHAR_CHUNKS {
        @Override
        void write(Page page, HttpServletResponse response) throws IOException {
            PrintWriter writer = response.getWriter();
            for (int at = 0; at < page.chars.length; at += CHARS) {
                writer.write(page.chars, at, Math.min(CHARS, page.chars.length - at));
            }
            writer.flush();
        }
    },
    /** As a file that is copied: 4 KB at a time. */
    BYTE_CHUNKS {
        @Override
        void write(Page page, HttpServletResponse response) throws IOException {
            OutputStream stream = response.getOutputStream();
            for (int at = 0; at < page.bytes.length; at += BYTES) {
                stream.write(page.bytes, at, Math.min(BYTES, page.bytes.length - at));
            }
            stream.flush();
        }
    };

    private static final int CHARS = 8 * 1024;
    private static final int BYTES = 4 * 1024;

    abstract void write(Page page, HttpServletResponse response) throws IOException;

    /** A page in the forms in which it can be written. */
    static final class Page {
        private static final int SIZE = 60 * 1024;
        private static final int PIECE = 20;
        private static final String HEAD =
                """
                <html lang="zh">
                <head>
                <meta charset="utf-8">
                <title>绿茶</title>
                <link rel="stylesheet" href="/shop.css">
                </head>
                <body class="shop">
                """;
        private static final String WITHOUT_HEAD =
                """
                <html lang="zh">
                <body class="shop">
                """;

        private final String[] pieces;
        private final char[] chars;
        private final byte[] bytes;

        Page(boolean head) {
            StringBuilder text = new StringBuilder("<!DOCTYPE html>\n").append(head ? HEAD : WITHOUT_HEAD);
            for (int number = 0; text.length() < SIZE; number++) {
                text.append("<li class=\"tea\"><a href=\"/tea/%d\">绿茶 %d</a></li>%n".formatted(number, number));
            }
            String whole = text.append("</body>\n</html>\n").toString();
            pieces = whole.split("(?<=\\G(?s:.){" + PIECE + "})");
            chars = whole.toCharArray();
            bytes = whole.getBytes(UTF_8);
        }
    }
}
