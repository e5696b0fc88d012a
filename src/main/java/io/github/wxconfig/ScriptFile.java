package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wxconfig.script.SignedPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;

/** A JavaScript file that some pages of an account load: the same for all of them, and kept by browsers for good. */
final class ScriptFile extends Endpoint {
    private final byte[] text;

    private ScriptFile(String path, String text) {
        super(path);
        this.text = text.getBytes(US_ASCII);
    }

    /** Those of an account. */
    static Stream<Endpoint> of(SignedPages pages) {
        return pages.files().entrySet().stream().map(file -> new ScriptFile(file.getKey(), file.getValue()));
    }

    @Override
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean ours = isRead(request);
        if (ours) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            response.setHeader("X-Content-Type-Options", "nosniff");
            write(response, "text/javascript", text);
        }
        return ours;
    }
}
