package io.github.wxconfig.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container's response that keeps what is written to it. It is as strict as the strictest container: what the
 * specification forbids, or leaves to a container's mercy, is an error here.
 */
final class RecordingResponse implements HttpServletResponse {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String CHARSET_PARAMETER = ";charset=";
    private static final long UNKNOWN = -1;

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int bufferSize = 8 * 1024;
    private int status = SC_OK;
    private @Nullable String mediaType;
    private @Nullable String charset;
    private long length = UNKNOWN;
    private boolean committed;
    private boolean closed;
    private int writes;
    private int flushes;
    private @Nullable RecordingStream stream;
    private @Nullable RecordingWriter writer;

    /** All that was written and not reset. */
    byte[] body() {
        return body.toByteArray();
    }

    /** How many bytes that is. */
    int size() {
        return body.size();
    }

    /** What was written, in the response's charset. */
    String page() {
        return body.toString(Charset.forName(getCharacterEncoding()));
    }

    /** How many calls brought it. */
    int writes() {
        return writes;
    }

    int flushes() {
        return flushes;
    }

    boolean isClosed() {
        return closed;
    }

    /** The declared length; negative: none. */
    long length() {
        return length;
    }

    private void receive(byte[] bytes, int offset, int count) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        writes++;
        body.write(bytes, offset, count);
        if (length != UNKNOWN && body.size() > length) {
            throw new IllegalStateException(body.size() + " bytes of " + length + " declared");
        }
        committed |= body.size() > bufferSize;
    }

    private void commit() {
        committed = true;
        flushes++;
    }

    private void requireUncommitted() {
        if (committed) {
            throw new IllegalStateException("committed");
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        if (writer != null) {
            throw new IllegalStateException("getWriter was called");
        }
        if (stream == null) {
            stream = new RecordingStream();
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        if (stream != null) {
            throw new IllegalStateException("getOutputStream was called");
        }
        if (writer == null) {
            charset = getCharacterEncoding();
            writer = new RecordingWriter(new Encoder(Charset.forName(charset)));
        }
        return writer;
    }

    @Override
    public void reset() {
        resetBuffer();
        headers.clear();
        status = SC_OK;
        mediaType = null;
        charset = null;
        length = UNKNOWN;
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        requireUncommitted();
        body.reset();
    }

    @Override
    public void flushBuffer() {
        commit();
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public void setBufferSize(int size) {
        bufferSize = size;
    }

    @Override
    public int getBufferSize() {
        return bufferSize;
    }

    @Override
    public void setContentLength(int bytes) {
        setContentLengthLong(bytes);
    }

    @Override
    public void setContentLengthLong(long bytes) {
        if (!committed) {
            length = bytes < 0 ? UNKNOWN : bytes;
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        if (committed) {
            return;
        }
        String[] parts = type == null ? new String[] {null} : type.split(";\\s*charset=", 2);
        mediaType = parts[0];
        charset = parts.length > 1 && writer == null ? parts[1] : charset;
    }

    @Override
    public @Nullable String getContentType() {
        return mediaType == null || charset == null ? mediaType : mediaType + CHARSET_PARAMETER + charset;
    }

    @Override
    public void setCharacterEncoding(@Nullable String name) {
        if (!committed && writer == null) {
            charset = name;
        }
    }

    @Override
    public String getCharacterEncoding() {
        return charset == null ? "ISO-8859-1" : charset;
    }

    @Override
    public void setStatus(int code) {
        status = committed ? status : code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!committed) {
            headers.remove(name);
            addHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase(CONTENT_LENGTH)) {
            setContentLengthLong(value == null ? UNKNOWN : Long.parseLong(value));
        } else if (!committed && value != null) {
            headers.computeIfAbsent(name, added -> new ArrayList<>()).add(value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, Integer.toString(value));
    }

    @Override
    public void setDateHeader(String name, long date) {
        setHeader(name, HTTP_DATE.format(Instant.ofEpochMilli(date)));
    }

    @Override
    public void addDateHeader(String name, long date) {
        addHeader(name, HTTP_DATE.format(Instant.ofEpochMilli(date)));
    }

    @Override
    public boolean containsHeader(String name) {
        return getHeader(name) != null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(CONTENT_LENGTH)) {
            return length == UNKNOWN ? null : Long.toString(length);
        }
        return getHeaders(name).stream().findFirst().orElse(null);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.keySet();
    }

    @Override
    public void addCookie(Cookie cookie) {
        addHeader("Set-Cookie", cookie.getName() + "=" + cookie.getValue());
    }

    @Override
    public void sendError(int code, String message) {
        sendError(code);
    }

    @Override
    public void sendError(int code) {
        resetBuffer();
        status = code;
        commit();
    }

    @Override
    public void sendRedirect(String location) {
        setHeader("Location", location);
        sendError(SC_FOUND);
    }

    @Override
    public String encodeURL(String url) {
        return url;
    }

    @Override
    public String encodeRedirectURL(String url) {
        return url;
    }

    @Override
    public void setLocale(Locale locale) {
        setHeader("Content-Language", locale.toLanguageTag());
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    /** The stream: without a listener {@code isReady} fails, with one each write needs a new permission, and it is called at once. */
    private final class RecordingStream extends ServletOutputStream {
        private boolean nonBlocking;
        private boolean permitted;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            if (stream != this) {
                throw new IllegalStateException("given out before the reset");
            }
            if (nonBlocking && !permitted) {
                throw new IllegalStateException("not ready");
            }
            permitted = false;
            receive(bytes, offset, count);
        }

        @Override
        public void print(@Nullable String text) {
            byte[] bytes = String.valueOf(text).getBytes(Charset.forName(getCharacterEncoding()));
            write(bytes, 0, bytes.length);
        }

        @Override
        public boolean isReady() {
            if (!nonBlocking) {
                throw new IllegalStateException("no listener");
            }
            permitted = true;
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            nonBlocking = true;
            try {
                listener.onWritePossible();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void flush() {
            commit();
        }

        @Override
        public void close() {
            commit();
            closed = true;
        }
    }

    /** The writer: each call that brings text is one write; a line ends as it does in Tomcat. */
    private final class RecordingWriter extends PrintWriter {
        private static final String LINE_END = "\r\n";

        private final Encoder encoder;

        RecordingWriter(Encoder encoder) {
            super(encoder);
            this.encoder = encoder;
        }

        @Override
        public void write(int c) {
            encoder.write(String.valueOf((char) c));
        }

        @Override
        public void write(char[] text, int offset, int count) {
            encoder.write(text, offset, count);
        }

        @Override
        public void write(String text, int offset, int count) {
            encoder.write(text.substring(offset, offset + count));
        }

        @Override
        public void println() {
            write(LINE_END);
        }

        @Override
        public void println(@Nullable String text) {
            write(text + LINE_END);
        }

        @Override
        @SuppressWarnings("AnnotateFormatMethod")
        public PrintWriter format(String format, @Nullable Object... args) {
            write(String.format(format, args));
            return this;
        }

        @Override
        @SuppressWarnings("AnnotateFormatMethod")
        public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... args) {
            write(String.format(locale, format, args));
            return this;
        }

        @Override
        public boolean checkError() {
            flush();
            return false;
        }

        @Override
        public void flush() {
            commit();
        }

        @Override
        public void close() {
            commit();
            closed = true;
        }
    }

    /** Encodes text as it comes, also where a write ends between two surrogates. */
    private final class Encoder extends Writer {
        private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        private final OutputStreamWriter target;

        Encoder(Charset charset) {
            target = new OutputStreamWriter(encoded, charset);
        }

        @Override
        public void write(String text) {
            write(text.toCharArray(), 0, text.length());
        }

        @Override
        public void write(char[] text, int offset, int count) {
            try {
                target.write(text, offset, count);
                target.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            byte[] bytes = encoded.toByteArray();
            encoded.reset();
            receive(bytes, 0, bytes.length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
