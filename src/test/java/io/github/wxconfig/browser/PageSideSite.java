package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wxconfig.script.RenderedPageSide;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A site without the filter: its pages are files that have the page's side in them as it is rendered, it signs addresses,
 * and plays the client's verdict. Here a signature is the SHA-1 of the address alone.
 */
final class PageSideSite implements AutoCloseable {
    private record File(String type, Map<String, String> headers, String text) {}

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final List<String> signed = new CopyOnWriteArrayList<>();
    private int pages;

    /** Serves when this returns. */
    PageSideSite() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.createContext("/wxconfig/sign", this::sign);
        http.createContext("/verdict", this::verdict);
        http.start();
        RenderedPageSide.files().forEach((name, text) -> add("/wxconfig/" + name, "text/javascript", text));
    }

    String url(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    String add(String path, String type, String text) {
        return add(path, type, Map.of(), text);
    }

    String add(String path, String type, Map<String, String> headers, String text) {
        files.put(path, new File(type, headers, text));
        return url(path);
    }

    /** A page with this in its head before and after the snippet; its address. */
    String page(RenderedPageSide.Wishes wishes, Map<String, String> headers, String before, String after, String body) {
        String path = "/page" + ++pages;
        return add(
                path,
                "text/html;charset=utf-8",
                headers,
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>Tea</title>"
                        + before + snippet(wishes, path) + after + "</head><body>" + body + "</body></html>");
    }

    String snippet(RenderedPageSide.Wishes wishes, String path) {
        return RenderedPageSide.of(wishes, url(path), sha1(url(path)));
    }

    /** The addresses that were signed on demand. */
    List<String> signed() {
        return List.copyOf(signed);
    }

    void forget() {
        signed.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        File file = files.get(exchange.getRequestURI().getPath());
        if (file == null) {
            send(exchange, 404, "text/plain", "");
            return;
        }
        file.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, 200, file.type(), file.text());
    }

    private void sign(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            send(exchange, 204, "application/json", "");
            return;
        }
        String url = URLDecoder.decode(exchange.getRequestURI().getRawQuery().substring("url=".length()), UTF_8);
        signed.add(url);
        JsonObject config = new JsonObject();
        config.addProperty("appId", "wx0123456789abcdef");
        config.addProperty("timestamp", 1414587458);
        config.addProperty("nonceStr", "fedcba9876543210");
        config.addProperty("signature", sha1(url));
        send(exchange, 200, "application/json", config.toString());
    }

    private void verdict(HttpExchange exchange) throws IOException {
        JsonObject asked = JsonParser.parseString(
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                .getAsJsonObject();
        String url = asked.get("url").getAsString().split("#", -1)[0];
        boolean right = asked.get("verifySignature").getAsString().equals(sha1(url));
        send(
                exchange,
                200,
                "application/json",
                "{\"err_msg\":\"preVerifyJSAPI:" + (right ? "ok" : "fail_invalid signature") + "\"}");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
