package io.github.wxconfig.response;

import java.nio.charset.Charset;

/**
 * A document with a known place: the script belongs between its two halves, or nowhere.
 *
 * @param name to find it again in a failure
 * @param contentType how it is served
 * @param charset in which it is written; ISO-8859-1, where every byte is a character, if the content type names none
 */
record Document(String name, String contentType, Charset charset, String before, String after, boolean hasPlace) {
    /** The document as the application writes it. */
    String original() {
        return before + after;
    }

    /** The document as browsers should get it. */
    String expected() {
        return hasPlace ? before + FixedSnippet.SCRIPT + after : original();
    }

    int place() {
        return before.length();
    }

    boolean declaresCharset() {
        return contentType.contains("charset");
    }

    boolean isXhtml() {
        return contentType.startsWith("application/xhtml+xml");
    }

    byte[] bytes(String text) {
        return text.getBytes(charset);
    }

    @Override
    public String toString() {
        return name;
    }
}
