package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.page.PathPatterns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A path of wxconfig's own within the application. Safe for use by many threads. */
abstract class Endpoint {
    /** The request attribute with what to answer where no account behind this one answers. */
    private static final String REFUSAL = "wxconfig.refusal";

    private final String path;

    /** @param path below the context root; percent-encoded where that helps */
    Endpoint(String path) {
        this.path = PathPatterns.decoded(path);
    }

    private record Refusal(int status, String json) {}

    /** Its decoded path below the context root. */
    final String path() {
        return path;
    }

    /** Answers a request for its path if it is meant for this account; false: others may answer. */
    abstract boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Leaves the request to the accounts behind this one. */
    static boolean leave(HttpServletRequest request, int status, String json) {
        request.setAttribute(REFUSAL, new Refusal(status, json));
        return false;
    }

    /** Answers a request that every account has left to the next one. */
    static boolean answerLeft(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(REFUSAL) instanceof Refusal refusal) {
            begin(response);
            write(response, refusal.status(), refusal.json());
            return true;
        }
        return false;
    }

    /** Whether a file is asked for. */
    static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** No cache keeps the answer, and no browser takes it for something else. */
    static void begin(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    static void write(HttpServletResponse response, int status, String json) throws IOException {
        response.setStatus(status);
        write(response, "application/json", json.getBytes(UTF_8));
    }

    static void write(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
