package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container's response that writes pages into a small buffer, again and again, as cheaply as a container could. */
final class MemoryResponse extends HttpServletResponseWrapper {
    private static final int BUFFER_SIZE = 32 * 1024;

    private final MemoryStream stream = new MemoryStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(stream, UTF_8));

    MemoryResponse() {
        super((HttpServletResponse) Proxy.newProxyInstance(
                MemoryResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, asked, args) -> {
                    throw new UnsupportedOperationException(asked.getName());
                }));
    }

    /** How many bytes have been written in all. */
    long size() {
        return stream.size;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public String getContentType() {
        return "text/html;charset=utf-8";
    }

    @Override
    public String getCharacterEncoding() {
        return "utf-8";
    }

    @Override
    public int getStatus() {
        return SC_OK;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public boolean containsHeader(String name) {
        return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return List.of();
    }

    @Override
    public Collection<String> getHeaderNames() {
        return List.of("Content-Type");
    }

    private static final class MemoryStream extends ServletOutputStream {
        private final byte[] buffer = new byte[BUFFER_SIZE];
        private int used;
        private long size;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            size += length;
            int from = offset;
            int left = length;
            while (left > 0) {
                int part = Math.min(left, BUFFER_SIZE - used);
                System.arraycopy(bytes, from, buffer, used, part);
                used = (used + part) % BUFFER_SIZE;
                from += part;
                left -= part;
            }
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
