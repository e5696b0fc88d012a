package io.github.wxconfig;

import java.util.Map;

/** An application of one page. */
final class PlainPage {
    static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body>茶</body></html>";

    private PlainPage() {}

    /** Serves it through a filter of its own, at every path. */
    static JettyServer start(Settings.Builder settings) throws Exception {
        return new JettyServer(new WxConfigFilter(settings.build()), Map.of(), (request, response) -> {
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().write(HTML);
        });
    }
}
