package io.github.wxconfig.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wxconfig.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A reverse proxy that does not tell the server behind it all that it should, as in a bug report. */
final class ForgetfulProxy implements AutoCloseable {
    private static final String SIGN_PATH = "/wxconfig/sign?";

    private final HttpServer server;
    private final String scheme;
    private final String upstream;
    private final boolean tellsHost;
    private final UnaryOperator<String> rewriting;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool(ForgetfulProxy::daemon);
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger signed = new AtomicInteger();

    private ForgetfulProxy(
            HttpServer server, String scheme, String upstream, boolean tellsHost, UnaryOperator<String> rewriting) {
        this.server = server;
        this.scheme = scheme;
        this.upstream = upstream;
        this.tellsHost = tellsHost;
        this.rewriting = rewriting;
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    /** Ends TLS and keeps that to itself. */
    static ForgetfulProxy ofTls(DemoServer demo) throws Exception {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(SelfSigned.of("localhost").context()));
        return new ForgetfulProxy(server, "https", demo.url(""), true, target -> target);
    }

    /** Asks the server by its own name and port, and keeps to itself how it was asked. */
    static ForgetfulProxy ofHost(DemoServer demo) throws IOException {
        return new ForgetfulProxy(HttpServer.create(anyPort(), 0), "http", demo.url(""), false, target -> target);
    }

    /** Tells the host, and asks for another path or query than it was asked for. */
    static ForgetfulProxy rewriting(DemoServer demo, UnaryOperator<String> target) throws IOException {
        return new ForgetfulProxy(HttpServer.create(anyPort(), 0), "http", demo.url(""), true, target);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Its address of a page, by one of this machine's names. */
    String url(String host, String page) {
        return scheme + "://" + host + ":" + server.getAddress().getPort() + "/" + page;
    }

    /** The next addresses are not signed: for each, the server is said to have no ticket. */
    void refuseToSign(int times) {
        refusals.set(times);
    }

    /** How many addresses were to be signed. */
    int asked() {
        return signed.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            if (target.startsWith(SIGN_PATH)) {
                signed.incrementAndGet();
                if (refusals.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.sendResponseHeaders(503, -1);
                    return;
                }
            }
            HttpResponse<byte[]> response =
                    client.send(request(exchange, target), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, String target) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(upstream + rewriting.apply(target).substring(1)))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        List.of("User-Agent", "Accept", "Content-Type").forEach(name -> {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        });
        if (tellsHost) {
            request.header("X-Forwarded-Host", exchange.getRequestHeaders().getFirst("Host"));
        }
        return request.build();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "forgetful-proxy");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
