package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wxconfig.page.PathPatterns;
import io.github.wxconfig.script.SignedPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** The JavaScript that some pages of an account load: the same for all of them, and kept by browsers for good. */
final class ScriptFile extends Endpoint {
    private final PathPatterns path;
    private final byte[] text;

    ScriptFile(SignedPages pages) {
        this.path = PathPatterns.of(List.of(pages.morePath()));
        this.text = pages.more().getBytes(US_ASCII);
    }

    @Override
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean ours = path.match(request) && isRead(request);
        if (ours) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            response.setHeader("X-Content-Type-Options", "nosniff");
            write(response, "text/javascript", text);
        }
        return ours;
    }
}
