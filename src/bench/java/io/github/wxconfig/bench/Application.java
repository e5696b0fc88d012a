package io.github.wxconfig.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** Pages of several sizes, written as fast as an application can; each begins with a head. */
final class Application extends HttpServlet {
    static final String WRITER = "/page/writer";
    static final String STREAM = "/page/stream";
    static final String LARGE = "/page/large";
    static final String HUGE = "/page/huge";
    static final String JSON = "/json";
    static final String FILE = "/file.css";
    /** A query: the address is asked for as over plain http. */
    static final String PLAIN = "plain";

    private static final long serialVersionUID = 1L;
    private static final int KB = 1024;
    private static final int PIECES = 100;
    private static final int CHUNK = 4 * KB;
    private static final int HUGE_CHUNKS = 100 * KB / 8;

    private final String[] pieces = page(28 * KB).split("(?<=\\G(?s:.){" + 28 * KB / PIECES + "})");
    private final byte[] bytes = page(28 * KB).getBytes(UTF_8);
    private final char[] large = page(KB * KB).toCharArray();
    private final char[] filling = "<p>tea</p>\n".repeat(8 * KB / 11).toCharArray();
    private final byte[] json = ("{\"teas\":[" + "{\"name\":\"green\"},".repeat(112) + "{}]}").getBytes(UTF_8);

    /** A page of about so many bytes, one character each. */
    static String page(int size) {
        StringBuilder text = new StringBuilder(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Tea</title>
                <link rel="stylesheet" href="/file.css">
                </head>
                <body>
                """);
        for (int number = 0; text.length() < size - 70; number++) {
            text.append("<li class=\"tea\"><a href=\"/tea/%d\">Green tea %d</a></li>%n".formatted(number, number));
        }
        return text.append("</body>\n</html>\n").toString();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals(JSON)) {
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
            return;
        }
        response.setContentType("text/html;charset=utf-8");
        switch (path) {
            case WRITER -> {
                PrintWriter writer = response.getWriter();
                for (String piece : pieces) {
                    writer.write(piece);
                }
            }
            case STREAM -> {
                for (int at = 0; at < bytes.length; at += CHUNK) {
                    response.getOutputStream().write(bytes, at, Math.min(CHUNK, bytes.length - at));
                }
            }
            case LARGE -> {
                for (int at = 0; at < large.length; at += 2 * CHUNK) {
                    response.getWriter().write(large, at, Math.min(2 * CHUNK, large.length - at));
                }
            }
            case HUGE -> {
                response.getWriter().write(pieces[0]);
                for (int i = 0; i < HUGE_CHUNKS; i++) {
                    response.getWriter().write(filling);
                }
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
