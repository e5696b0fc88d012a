package io.github.wxconfig.container.app;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page with nothing on it; it has an icon, so that no browser looks for one. */
final class Blank {
    private Blank() {}

    static void page(HttpServletResponse response, String title) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        response.getWriter()
                .write("<!DOCTYPE html><html><head><title>" + title
                        + "</title><link rel=\"icon\" href=\"data:,\"></head><body></body></html>");
    }
}
