package io.github.wxconfig.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What is written most often for this purpose: the whole response is kept, and the script goes behind {@code <head>}. */
final class BufferingFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String HEAD = "<head>";

    private final transient WxJavaScript script;

    BufferingFilter(WxJavaScript script) {
        this.script = script;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BufferedResponse buffered = new BufferedResponse(response);
        chain.doFilter(request, buffered);
        byte[] body = buffered.body();
        String type = response.getContentType();
        if (type != null && type.startsWith("text/html")) {
            Charset charset = Charset.forName(response.getCharacterEncoding());
            String page = new String(body, charset);
            int head = page.indexOf(HEAD);
            if (head >= 0) {
                int at = head + HEAD.length();
                body = (page.substring(0, at) + script.of(request) + page.substring(at)).getBytes(charset);
            }
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static final class BufferedResponse extends HttpServletResponseWrapper {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable PrintWriter writer;

        BufferedResponse(HttpServletResponse response) {
            super(response);
        }

        byte[] body() {
            if (writer != null) {
                writer.flush();
            }
            return bytes.toByteArray();
        }

        @Override
        public PrintWriter getWriter() {
            if (writer == null) {
                writer = new PrintWriter(new OutputStreamWriter(bytes, Charset.forName(getCharacterEncoding())));
            }
            return writer;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new BufferedStream(bytes);
        }

        @Override
        public void setContentLength(int length) {}

        @Override
        public void setContentLengthLong(long length) {}

        @Override
        public void flushBuffer() {}
    }

    private static final class BufferedStream extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        BufferedStream(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
