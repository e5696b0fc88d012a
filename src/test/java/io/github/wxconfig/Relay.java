package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A free loopback port that leads to a server, as badly as a test wants. */
public final class Relay implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final ServerSocket door;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean frozen;
    private volatile Duration delay = Duration.ZERO;

    private Relay(ServerSocket door) {
        this.door = door;
    }

    @FunctionalInterface
    private interface Visit {
        void with(Socket visitor) throws IOException;
    }

    /** To the server on this port. */
    public static Relay to(int port) {
        return to(port, plain());
    }

    /** To the server on this port; before it stands TLS. */
    public static Relay tlsTo(int port, SSLContext tls) {
        try {
            return to(port, tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To nobody; whatever comes is answered with this, again and again. */
    public static Relay answering(String answer) {
        Relay relay = new Relay(plain());
        relay.serve(visitor -> {
            byte[] ignored = new byte[8192];
            while (visitor.getInputStream().read(ignored) >= 0) {
                relay.waitAsTold();
                visitor.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        });
        return relay;
    }

    /** To nobody; connections are accepted, and nothing comes back. */
    public static Relay silent() {
        Relay relay = answering("");
        relay.freeze();
        return relay;
    }

    private static Relay to(int port, ServerSocket door) {
        Relay relay = new Relay(door);
        relay.serve(visitor -> {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            relay.open.add(server);
            relay.threads.execute(() -> relay.pump(server, visitor));
            relay.pump(visitor, server);
        });
        return relay;
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Connections accepted so far. */
    public int connections() {
        return connections.get();
    }

    /** From now on nothing passes, yet connections stay open, as when the other side has lost its power. */
    public void freeze() {
        frozen = true;
    }

    public void thaw() {
        frozen = false;
    }

    /** From now on each piece takes this long on its way. */
    public void delay(Duration each) {
        delay = each;
    }

    private void serve(Visit visit) {
        threads.execute(() -> {
            while (!door.isClosed()) {
                try {
                    Socket visitor = door.accept();
                    open.add(visitor);
                    connections.incrementAndGet();
                    threads.execute(() -> {
                        try (visitor) {
                            visit.with(visitor);
                        } catch (IOException gone) {
                            // The visitor sees it as well.
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[8192];
            int length;
            while ((length = in.read(piece)) >= 0) {
                waitAsTold();
                out.write(piece, 0, length);
                out.flush();
            }
        } catch (IOException gone) {
            // Either side sees it as well.
        }
    }

    private void waitAsTold() throws IOException {
        try {
            Thread.sleep(delay.toMillis());
            while (frozen) {
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        } catch (InterruptedException closed) {
            throw new IOException("closed", closed);
        }
    }

    @Override
    public void close() {
        refuse();
    }

    /** From now on nobody listens. */
    public void refuse() {
        threads.shutdownNow();
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
