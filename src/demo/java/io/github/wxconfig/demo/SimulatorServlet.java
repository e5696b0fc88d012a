package io.github.wxconfig.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The simulator's door for browsers: the bridge that the demo's pages ask for a verdict, the signature tool, the API,
 * the control page, and what stands in for the official script. Answers 404 when the demo talks to WeChat, for then nothing simulates.
 *
 * <p>Faults arrive as far as a container lets them: a dropped connection becomes a status 502.
 */
public final class SimulatorServlet extends HttpServlet {
    /** Loaded in the place of the official script; in the web application, too. */
    static final String STAND_IN = "/standin/jweixin.js";

    private static final long serialVersionUID = 1;
    private static final int LARGEST_BODY = 64 * 1024;
    private static final Answer NO_SIMULATOR = new Answer(
            404,
            "text/plain; charset=utf-8",
            """
            There is no simulator: an account is configured, and this demo talks to WeChat.
            未启用模拟器：已配置公众号，本示例直接连接微信。
            """);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!(getServletContext().getAttribute(DemoAccount.SIMULATOR) instanceof WechatSimulator simulator)) {
            deliver(NO_SIMULATOR, response);
            return;
        }
        Call call = call(request);
        switch (call.path()) {
            case "" -> seeOther(request.getServletPath().substring(1) + "/", response);
            case "/" -> showControlPage(simulator, response);
            case "/control" -> submit(simulator, call, response);
            case STAND_IN -> answer(simulator.answer(call, this::standIn), response);
            default -> answer(simulator.answer(call), response);
        }
    }

    private Answer standIn() {
        try (InputStream file = getServletContext().getResourceAsStream(STAND_IN)) {
            return new Answer(
                    200,
                    "text/javascript",
                    new String(Objects.requireNonNull(file).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call call(HttpServletRequest request) throws IOException {
        return new Call(
                request.getMethod(),
                request.getServletPath().equals(STAND_IN)
                        ? STAND_IN
                        : Objects.requireNonNullElse(request.getPathInfo(), ""),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                Objects.requireNonNullElse(request.getContentType(), ""),
                new String(request.getInputStream().readNBytes(LARGEST_BODY), UTF_8));
    }

    private static void showControlPage(WechatSimulator simulator, HttpServletResponse response) throws IOException {
        deliver(Answer.html(200, ControlPage.of(simulator.state())), response);
    }

    private static void submit(WechatSimulator simulator, Call call, HttpServletResponse response) throws IOException {
        if (!call.method().equals("POST")) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        try {
            ControlForm.submit(simulator, call.parameters());
            seeOther("./", response);
        } catch (IllegalArgumentException notOurs) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /** Relative to the page asked for, so that it holds behind any proxy. */
    private static void seeOther(String location, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    private static void answer(Answer answer, HttpServletResponse response) throws IOException {
        try {
            Thread.sleep(answer.delay().toMillis());
            deliver(answer, response);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deliver(Answer answer, HttpServletResponse response) throws IOException {
        if (answer.delivery() == Answer.Delivery.NONE) {
            response.sendError(HttpServletResponse.SC_BAD_GATEWAY);
            return;
        }
        byte[] body = answer.body().getBytes(UTF_8);
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.setContentLength(body.length);
        boolean half = answer.delivery() == Answer.Delivery.HALF;
        response.getOutputStream().write(half ? Arrays.copyOf(body, body.length / 2) : body);
    }
}
