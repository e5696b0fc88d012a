package io.github.wxconfig.demo;

import java.time.Duration;

/**
 * What is sent back, and how badly.
 *
 * @param body     the whole text, also when only half of it will arrive
 * @param delay    how long the sender waits first; real time, whatever the simulator's clock says
 * @param delivery what becomes of it on the way
 */
public record Answer(int status, String contentType, String body, Duration delay, Delivery delivery) {
    /** What the network makes of an answer. */
    public enum Delivery {
        /** All of it arrives. */
        WHOLE,
        /** The length is announced, half of it arrives, the connection closes. */
        HALF,
        /** The connection closes before the first byte. */
        NONE
    }

    private static final String HTML = "text/html; charset=utf-8";

    /** An answer that arrives whole and at once. */
    public Answer(int status, String contentType, String body) {
        this(status, contentType, body, Duration.ZERO, Delivery.WHOLE);
    }

    /** An answer of WeChat's API: status 200 even for errors, and a content type that names its charset oddly. */
    static Answer json(String body) {
        return new Answer(200, "application/json; encoding=utf-8", body);
    }

    static Answer html(int status, String body) {
        return new Answer(status, HTML, body);
    }

    Answer withBody(String replacement) {
        return new Answer(status, contentType, replacement, delay, delivery);
    }

    Answer after(Duration wait) {
        return new Answer(status, contentType, body, delay.plus(wait), delivery);
    }

    Answer delivered(Delivery other) {
        return new Answer(status, contentType, body, delay, other);
    }
}
