package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A request with a host and headers that no browser and no client of Java would send. */
final class RawRequest {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private final List<String> headers = new ArrayList<>();
    private int visitor = 1;

    private RawRequest(int port) {
        this.port = port;
    }

    static RawRequest to(int port, String host) {
        return new RawRequest(port).with("Host: " + host).with("Connection: close");
    }

    RawRequest with(String header) {
        headers.add(header);
        return this;
    }

    /** Sends it from the loopback address that ends with this number, in place of 127.0.0.1. */
    RawRequest from(int last) {
        visitor = last;
        return this;
    }

    /** The whole answer as it arrives. */
    String get(String target) throws IOException {
        try (Socket socket = new Socket(loopback(1), port, loopback(visitor), 0)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }
}
