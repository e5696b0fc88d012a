package io.github.wxconfig.wechat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A peer that keeps to no protocol: it says something, and then the same thing for as long as somebody listens. */
final class PeerServer implements AutoCloseable {
    private static final int PAUSE_MILLIS = 20;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Thread> conversations = new CopyOnWriteArrayList<>();
    private final byte[] start;
    private final byte[] rest;
    private final Thread accepting = new Thread(this::accept, "peer");

    PeerServer(byte[] start, byte[] rest) throws IOException {
        this.start = start;
        this.rest = rest;
        accepting.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = listening.accept();
                Thread conversation = new Thread(() -> talk(caller), "peer-conversation");
                conversations.add(conversation);
                conversation.start();
            }
        } catch (IOException closed) {
            // Nobody calls any more.
        }
    }

    private void talk(Socket caller) {
        try (caller) {
            InputStream in = caller.getInputStream();
            in.read();
            OutputStream out = caller.getOutputStream();
            out.write(start);
            while (true) {
                out.write(rest);
                out.flush();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException gone) {
            // Nobody listens any more.
        }
    }

    URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort());
    }

    /** Waits until all who have called have hung up. */
    void awaitEnd() throws InterruptedException {
        for (Thread conversation : conversations) {
            conversation.join();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        conversations.forEach(Thread::interrupt);
    }
}
