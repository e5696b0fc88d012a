package io.github.wxconfig.container.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** What an application may do with a response, and whether the page that comes of it is to be signed. */
public enum Scenario {
    WRITER_IN_MANY_PIECES(true, (request, response) -> {
        PrintWriter out = html(response).getWriter();
        for (String piece : Document.PAGE.split("(?<=>)", -1)) {
            out.print(piece);
        }
    }),
    WRITER_CHARACTER_BY_CHARACTER(true, (request, response) -> {
        PrintWriter out = html(response).getWriter();
        Document.PAGE.chars().forEach(out::write);
    }),
    WRITER_LINE_BY_LINE(true, (request, response) -> {
        PrintWriter out = html(response).getWriter();
        Document.PAGE.lines().forEach(out::println);
    }),
    WRITER_IN_GBK(true, (request, response) -> {
        response.setContentType("text/html; charset=GBK");
        response.getWriter().write(Document.PAGE);
    }),
    WRITER_IN_UTF_16(true, (request, response) -> {
        response.setContentType("text/html; charset=UTF-16");
        response.getWriter().write(Document.PAGE);
    }),
    WRITER_WITHOUT_CHARSET(true, (request, response) -> {
        response.setContentType("text/html");
        response.getWriter().write(Document.PAGE);
    }),
    STREAM(true, (request, response) -> html(response).getOutputStream().write(bytes())),
    STREAM_BYTE_BY_BYTE(true, (request, response) -> {
        ServletOutputStream out = html(response).getOutputStream();
        for (byte b : bytes()) {
            out.write(b);
        }
    }),
    STREAM_OF_TEXT(true, (request, response) -> {
        ServletOutputStream out = html(response).getOutputStream();
        out.print("<!DOCTYPE html><html><he");
        out.println("ad><title>print</title></head>");
        out.print(42);
        out.println(true);
        out.print("</html>");
    }),
    STREAM_OF_BUFFERS(true, (request, response) -> {
        ServletOutputStream out = html(response).getOutputStream();
        write(out, ByteBuffer.wrap(bytes(), 0, 70));
        write(
                out,
                ByteBuffer.allocateDirect(bytes().length - 70)
                        .put(bytes(), 70, bytes().length - 70)
                        .flip());
    }),
    STREAM_WITHOUT_CHARSET(true, (request, response) -> {
        response.setContentType("text/html");
        response.getOutputStream().write(bytes());
    }),
    STREAM_IN_GBK(true, (request, response) -> {
        response.setContentType("text/html; charset=GBK");
        response.getOutputStream().write(Document.PAGE.getBytes(Charset.forName("GBK")));
    }),
    LENGTH_AS_INT(true, (request, response) -> {
        html(response).setContentLength(bytes().length);
        response.getOutputStream().write(bytes());
    }),
    LENGTH_AS_LONG(true, (request, response) -> {
        html(response).setContentLengthLong(bytes().length);
        response.getOutputStream().write(bytes());
    }),
    LENGTH_AS_HEADER(true, (request, response) -> {
        html(response).setHeader("content-length", Integer.toString(bytes().length));
        response.getOutputStream().write(bytes());
    }),
    LENGTH_AS_ADDED_HEADER(true, (request, response) -> {
        html(response).addHeader("Content-Length", Integer.toString(bytes().length));
        response.getOutputStream().write(bytes());
    }),
    LENGTH_AS_INT_HEADER(true, (request, response) -> {
        html(response).setIntHeader("Content-Length", bytes().length);
        response.getOutputStream().write(bytes());
    }),
    LENGTH_AS_ADDED_INT_HEADER(true, (request, response) -> {
        html(response).addIntHeader("CONTENT-LENGTH", bytes().length);
        response.getOutputStream().write(bytes());
    }),
    LENGTH_AND_WRITER(true, (request, response) -> {
        html(response).setContentLength(bytes().length);
        response.getWriter().write(Document.PAGE);
    }),
    LENGTH_BEFORE_TYPE(true, (request, response) -> {
        response.setContentLength(bytes().length);
        html(response).getOutputStream().write(bytes());
    }),
    LENGTH_AFTER_FIRST_WRITE(true, (request, response) -> {
        ServletOutputStream out = html(response).getOutputStream();
        out.write(bytes(), 0, 80);
        response.setContentLength(bytes().length);
        out.write(bytes(), 80, bytes().length - 80);
    }),
    LENGTH_SENT_BEFORE_THE_BODY(false, (request, response) -> {
        html(response).setContentLength(bytes().length);
        response.flushBuffer();
        response.getOutputStream().write(bytes());
    }),
    LENGTH_ALONE_FOR_HEAD(true, (request, response) -> {
        html(response).setContentLength(bytes().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes());
        }
    }),
    FORWARD_TO_LENGTH_ALONE_FOR_HEAD(true, (request, response) -> forward("length-alone-for-head", request, response)),
    HEADERS_SENT_BEFORE_THE_BODY(true, (request, response) -> {
        html(response).flushBuffer();
        response.getOutputStream().write(bytes());
    }),
    FLUSHED_OFTEN(true, (request, response) -> {
        PrintWriter out = html(response).getWriter();
        for (String piece : Document.PAGE.split("(?<=>)", -1)) {
            out.print(piece);
            out.flush();
        }
    }),
    TYPE_AFTER_THE_STREAM_IS_TAKEN(true, (request, response) -> {
        ServletOutputStream out = response.getOutputStream();
        html(response);
        out.write(bytes());
    }),
    CLOSED_BY_THE_APPLICATION(true, (request, response) -> {
        PrintWriter out = html(response).getWriter();
        out.write(Document.PAGE);
        out.close();
    }),
    HEAD_OMITTED(true, (request, response) -> html(response).getWriter().write("<!doctype html><p>tea")),
    XHTML(true, (request, response) -> {
        response.setContentType("application/xhtml+xml; charset=utf-8");
        response.getWriter()
                .write("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x"
                        + "</title></head><body/></html>");
    }),
    LARGE(true, (request, response) -> {
        OutputStream out = html(response).getOutputStream();
        long size = Long.parseLong(request.getParameter("size"));
        out.write("<!DOCTYPE html><html><head><title>large</title></head><body>".getBytes(UTF_8));
        byte[] chunk = new byte[8192];
        Arrays.fill(chunk, (byte) 'x');
        for (long written = 0; written < size; written += chunk.length) {
            out.write(chunk);
        }
    }),
    COOKIES_AND_SESSION(true, (request, response) -> {
        request.getSession().setAttribute("seen", true);
        response.addCookie(new Cookie("tea", "green"));
        html(response).getWriter().write(Document.PAGE);
    }),
    RESULT_OF_A_FORM(true, (request, response) -> {
        String name = String.valueOf(request.getParameter("name"));
        html(response).getWriter().write(Document.PAGE + "<!-- " + name.length() + " -->");
    }),
    FORWARD(true, (request, response) -> forward("stream", request, response)),
    NESTED_FORWARD(true, (request, response) -> forward("forward", request, response)),
    FORWARD_TO_JSP(true, (request, response) -> request.getRequestDispatcher("/page.jsp")
            .forward(request, response)),
    FORWARD_AFTER_SPACE(true, (request, response) -> {
        html(response).getWriter().write("\n\n");
        forward("writer-in-many-pieces", request, response);
    }),
    FORWARD_AFTER_A_HEAD(true, (request, response) -> {
        html(response).getWriter().write("<!DOCTYPE html><html><head><title>thrown away");
        forward("stream", request, response);
    }),
    INCLUDE_IN_THE_BODY(true, (request, response) -> {
        PrintWriter out = html(response).getWriter();
        out.write("<!DOCTYPE html><html><head></head><body>");
        include("fragment", request, response);
        out.write("</body></html>");
    }),
    INCLUDE_OF_THE_HEAD(true, (request, response) -> {
        PrintWriter out = html(response).getWriter();
        out.write("<!DOCTYPE html><html>");
        include("head-fragment", request, response);
        out.write("<body></body></html>");
    }),
    INCLUDE_THAT_SETS_A_LENGTH(true, (request, response) -> {
        html(response);
        include("length-and-writer", request, response);
        response.getWriter().write("<!-- more than the included page -->");
    }),
    HEAD_FRAGMENT(true, (request, response) -> response.getWriter().write("<head><title>included</title></head>")),
    ERROR(true, (request, response) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)),
    ERROR_AFTER_PART_OF_A_PAGE(true, (request, response) -> {
        html(response).getWriter().write("<!DOCTYPE html><html><head><title>thrown away");
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }),
    EXCEPTION(true, (request, response) -> {
        throw new IllegalStateException("meant to fail");
    }),
    EXCEPTION_AFTER_PART_OF_A_PAGE(true, (request, response) -> {
        html(response).getWriter().write("<!DOCTYPE html><html><head><title>thrown away");
        throw new IllegalStateException("meant to fail");
    }),
    RESET(true, (request, response) -> {
        html(response).getWriter().write("<!DOCTYPE html><html><head><title>thrown away");
        response.reset();
        html(response).getOutputStream().write(bytes());
    }),
    RESET_AFTER_A_LENGTH(true, (request, response) -> {
        html(response).setContentLength(bytes().length / 2);
        response.getWriter().write("<!DOCTYPE html><html><head><title>thrown away");
        response.reset();
        html(response).getOutputStream().write(bytes());
    }),
    RESET_OF_THE_BUFFER(true, (request, response) -> {
        html(response).setContentLength(bytes().length);
        PrintWriter out = response.getWriter();
        out.write(Document.PAGE.substring(0, 100));
        response.resetBuffer();
        out.write(Document.PAGE);
    }),
    ASYNC_DISPATCH(true, (request, response) -> {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> async.dispatch("/pages/writer-in-many-pieces"));
    }),
    ASYNC_COMPLETE(true, (request, response) -> {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> {
            try {
                html((HttpServletResponse) async.getResponse())
                        .getOutputStream()
                        .write(bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                async.complete();
            }
        });
    }),
    ASYNC_WRITER(true, (request, response) -> {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> {
            try {
                html((HttpServletResponse) async.getResponse()).getWriter().write(Document.PAGE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                async.complete();
            }
        });
    }),
    FORWARD_TO_ASYNC_WRITER(true, (request, response) -> forward("async-writer", request, response)),
    NON_BLOCKING(true, (request, response) -> {
        AsyncContext async = request.startAsync(request, response);
        ServletOutputStream out = html(response).getOutputStream();
        out.setWriteListener(new InPieces(async, out, bytes()));
    }),
    NON_BLOCKING_WITH_LENGTH(true, (request, response) -> {
        AsyncContext async = request.startAsync(request, response);
        html(response).setContentLength(bytes().length);
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new InPieces(async, out, bytes()));
    }),
    BODY_OF_A_REQUEST(false, (request, response) -> {
        byte[] body = request.getInputStream().readAllBytes();
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().print(body.length + " " + Arrays.hashCode(body));
    }),
    LARGE_AND_NON_BLOCKING(true, (request, response) -> {
        AsyncContext async = request.startAsync(request, response);
        ServletOutputStream out = html(response).getOutputStream();
        String page = "<!DOCTYPE html><html><head></head><body>" + "x".repeat(2_000_000) + "</body></html>";
        out.setWriteListener(new InPieces(async, out, page.getBytes(UTF_8)));
    }),
    FRAGMENT(false, (request, response) -> html(response).getWriter().write("<p>a fragment</p>")),
    FRAMESET(false, (request, response) -> html(response)
            .getWriter()
            .write("<html><frameset cols='50%,50%'><frame src=a></frameset></html>")),
    EMPTY(false, (request, response) -> html(response)),
    JSON(false, (request, response) -> {
        response.setContentType("application/json");
        response.getWriter().write("{\"html\":\"<!DOCTYPE html><head>\"}");
    }),
    JSON_BY_STREAM(false, (request, response) -> {
        response.setContentType("application/json");
        response.getOutputStream().write("{\"html\":\"<!DOCTYPE html><head>\"}".getBytes(UTF_8));
    }),
    FORWARD_TO_JSON(false, (request, response) -> forward("json-by-stream", request, response)),
    PLAIN_TEXT(false, (request, response) -> {
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().write(Document.PAGE);
    }),
    WITHOUT_TYPE(true, (request, response) -> response.getOutputStream().write(bytes())),
    JSON_TYPED_AS_HTML(false, (request, response) -> html(response).getWriter().write("{\"a\":\"<head>\"}")),
    COMPRESSED(false, (request, response) -> {
        html(response).setHeader("Content-Encoding", "gzip");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes());
        }
        response.getOutputStream().write(compressed.toByteArray());
    }),
    DOWNLOAD(false, (request, response) -> {
        html(response).setHeader("Content-Disposition", "attachment; filename=page.html");
        response.getOutputStream().write(bytes());
    }),
    NOT_TO_BE_TRANSFORMED(false, (request, response) -> {
        html(response).setHeader("Cache-Control", "max-age=60, no-transform");
        response.getOutputStream().write(bytes());
    }),
    STREAM_IN_UTF_16(false, (request, response) -> {
        response.setContentType("text/html; charset=UTF-16LE");
        response.getOutputStream().write(Document.PAGE.getBytes(Charset.forName("UTF-16LE")));
    }),
    REDIRECT(false, (request, response) -> response.sendRedirect("stream")),
    NO_CONTENT(false, (request, response) -> html(response).setStatus(HttpServletResponse.SC_NO_CONTENT)),
    MANY_HEADERS(true, (request, response) -> {
        html(response).addHeader("X-Tea", "green");
        response.addHeader("X-Tea", "black");
        response.setDateHeader("Expires", 0);
        response.setIntHeader("X-Leaves", 2);
        response.setLocale(Locale.CHINA);
        response.setBufferSize(16 * 1024);
        response.getWriter().write(Document.PAGE);
    });

    /** Does something with a response. */
    @FunctionalInterface
    interface Action {
        void on(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private final boolean signed;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final transient Action action;

    Scenario(boolean signed, Action action) {
        this.signed = signed;
        this.action = action;
    }

    /** Whether the answer is a page that the filter has to sign. */
    public boolean isSigned() {
        return signed;
    }

    /** The path below the context root. */
    public String path() {
        return "/pages/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        action.on(request, response);
    }

    private static HttpServletResponse html(HttpServletResponse response) {
        response.setContentType("text/html; charset=utf-8");
        return response;
    }

    private static byte[] bytes() {
        return Document.PAGE.getBytes(UTF_8);
    }

    /** As Servlet 6.1 has it; a container of 6.0 gets an array. */
    private static void write(ServletOutputStream out, ByteBuffer buffer) throws IOException {
        try {
            ServletOutputStream.class.getMethod("write", ByteBuffer.class).invoke(out, buffer);
        } catch (NoSuchMethodException e) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            out.write(bytes);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static void forward(String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher("/pages/" + name).forward(request, response);
    }

    private static void include(String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher("/pages/" + name).include(request, response);
    }

    /** Writes what the container takes at a time. */
    private static final class InPieces implements WriteListener {
        private final int piece;

        private final AsyncContext async;
        private final ServletOutputStream out;
        private final byte[] bytes;
        private int at;

        InPieces(AsyncContext async, ServletOutputStream out, byte[] bytes) {
            this.async = async;
            this.out = out;
            this.bytes = bytes;
            this.piece = bytes.length < 100_000 ? 37 : 10_007;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (at == bytes.length) {
                    async.complete();
                    return;
                }
                int from = at;
                at += Math.min(piece, bytes.length - at);
                out.write(bytes, from, at - from);
            }
        }

        @Override
        public void onError(Throwable e) {
            async.complete();
        }
    }
}
