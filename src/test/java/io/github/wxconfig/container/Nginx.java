package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A real nginx in front of a container, on free loopback ports; it ends with {@link #close()}. */
final class Nginx implements AutoCloseable {
    /** Over TLS, it says by X-Forwarded-Proto, -Host and -Port what the browser asked for. */
    static final String NAMED = "named";

    /** Over TLS, it says so by Forwarded. */
    static final String STANDARD = "standard";

    static final String NAMED_PLAIN = "named.plain";
    static final String STANDARD_PLAIN = "standard.plain";

    /** Leaves what was sent in Forwarded, and adds to it. */
    static final String APPENDING_PLAIN = "appending.plain";

    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Map<String, Integer> ports;

    private Nginx(Process process, Map<String, Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /**
     * Listens when this returns.
     *
     * @param folder an empty one
     */
    static Nginx start(Path program, Path folder, int containerPort) throws Exception {
        Files.createDirectories(folder);
        SelfSigned.of("www.example.com").writePem(folder.resolve("server.pem"));
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Nginx nginx = launch(program, folder, containerPort);
            if (nginx.listens()) {
                return nginx;
            }
            nginx.close();
        }
        throw new IllegalStateException("nginx did not start: " + Files.readString(folder.resolve("output.log")));
    }

    private static Nginx launch(Path program, Path folder, int containerPort) throws IOException {
        Map<String, Integer> ports = new HashMap<>();
        String configuration = template().replace("${container}", String.valueOf(containerPort));
        for (String name : List.of(NAMED, STANDARD, NAMED_PLAIN, STANDARD_PLAIN, APPENDING_PLAIN)) {
            int port = freePort();
            ports.put(name, port);
            configuration = configuration.replace("${" + name + "}", String.valueOf(port));
        }
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        Process process = new ProcessBuilder(program.toString(), "-p", folder.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        return new Nginx(process, ports);
    }

    /** Somebody else may take it before nginx does: hence the attempts. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(APPENDING_PLAIN))) {
                return socket.isConnected();
            } catch (ConnectException notYet) {
                Thread.sleep(10);
            }
        }
        return false;
    }

    private static String template() throws IOException {
        try (InputStream in = Objects.requireNonNull(Nginx.class.getResourceAsStream("nginx.conf"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    int port(String name) {
        return Objects.requireNonNull(ports.get(name));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
