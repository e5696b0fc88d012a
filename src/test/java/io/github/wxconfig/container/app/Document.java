package io.github.wxconfig.container.app;

/** The page that most scenarios answer with: larger than no buffer, with text outside ASCII. */
final class Document {
    static final String PAGE = page();

    private Document() {}

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                <!DOCTYPE html>
                <!-- a page -->
                <html lang="zh">
                <head>
                <meta charset="utf-8">
                <title>\u8336</title>
                </head>
                <body>
                """);
        for (int i = 0; i < 40; i++) {
            page.append("<p>").append(i).append(" \u7b2c\u4e00\u5377 if (a < b) { \"<head>\" }</p>\n");
        }
        return page.append("</body></html>").toString();
    }
}
