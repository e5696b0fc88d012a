package io.github.wxconfig.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** A connection on which one request follows the other. It reads as little of a response as it can. */
final class KeptConnection implements Closeable {
    private static final long CHUNKED = -1;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int end;
    private long length;

    KeptConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** Returns when the whole response has come, with the length of its body. */
    long ask(byte[] request) throws IOException {
        begin(request);
        return readBody();
    }

    /** Returns when the body begins to come. */
    void begin(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = readLine();
        if (!status.contains(" 200")) {
            throw new IOException("The server answered: " + status);
        }
        length = CHUNKED;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            }
        }
        if (at == end) {
            fill();
        }
    }

    /** Reads what is left of the body, and returns its whole length. */
    long readBody() throws IOException {
        if (length != CHUNKED) {
            skip(length);
            return length;
        }
        long whole = 0;
        for (long chunk = chunk(); chunk > 0; chunk = chunk()) {
            skip(chunk);
            whole += chunk;
            readLine();
        }
        readLine();
        return whole;
    }

    private long chunk() throws IOException {
        return Long.parseLong(readLine().strip(), 16);
    }

    private String readLine() throws IOException {
        line.setLength(0);
        for (int c = next(); c != '\n'; c = next()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private int next() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xFF;
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (at == end) {
                fill();
            }
            int part = (int) Math.min(left, end - at);
            at += part;
            left -= part;
        }
    }

    private void fill() throws IOException {
        at = 0;
        end = in.read(buffer);
        if (end < 0) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
