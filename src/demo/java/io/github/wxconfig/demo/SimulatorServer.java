package io.github.wxconfig.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A simulator on a free port of the loopback interface, where it delivers answers as badly as its faults want it: late,
 * in part or not at all. Its threads don't keep a JVM alive.
 */
public final class SimulatorServer implements AutoCloseable {
    static {
        // The JDK's server sends headers and body apart; without this every answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final WechatSimulator simulator;
    private final HttpServer http;
    private final ExecutorService threads;

    private SimulatorServer(WechatSimulator simulator, HttpServer http, ExecutorService threads) {
        this.simulator = simulator;
        this.http = http;
        this.threads = threads;
    }

    /** Listens when this returns. */
    public static SimulatorServer start(WechatSimulator simulator) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "wechat-simulator");
                thread.setDaemon(true);
                return thread;
            });
            SimulatorServer server = new SimulatorServer(simulator, http, threads);
            http.setExecutor(threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** What to use in place of {@code https://api.weixin.qq.com}; without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Drops whoever still waits for a slow answer. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = simulator.answer(call(exchange));
            Thread.sleep(answer.delay().toMillis());
            deliver(answer, exchange);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        URI target = exchange.getRequestURI();
        String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
        return new Call(
                exchange.getRequestMethod(),
                Objects.requireNonNullElse(target.getRawPath(), ""),
                Objects.requireNonNullElse(target.getRawQuery(), ""),
                Objects.requireNonNullElse(contentType, ""),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private static void deliver(Answer answer, HttpExchange exchange) throws IOException {
        if (answer.delivery() == Answer.Delivery.NONE) {
            return;
        }
        byte[] body = answer.body().getBytes(UTF_8);
        byte[] arriving = answer.delivery() == Answer.Delivery.HALF ? Arrays.copyOf(body, body.length / 2) : body;
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        // Minus one is this server's word for no body; zero would mean chunks of unknown length.
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(arriving);
        exchange.getResponseBody().flush();
    }
}
