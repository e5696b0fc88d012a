package io.github.wxconfig.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a call to WeChat goes wrong. Switched on with {@link WechatSimulator#switchOn}; unless it is
 * narrowed, it meets every call below {@code /cgi-bin/} until it is switched off:
 *
 * <pre>{@code
 * simulator.switchOn(Fault.errcode(-1, "system error").on("/cgi-bin/token").times(2));
 * }</pre>
 *
 * <p>Faults that spoil an answer leave WeChat believing that it answered: a token was issued, the quota was charged.
 * Those that stand in for an answer ({@link #down}, {@link #badGateway}, {@link #errcode}, {@link #ipRefused},
 * {@link #html}) change nothing on WeChat's side.
 *
 * @param name   for the control page and for logs
 * @param effect what is sent instead of, or made of, WeChat's honest answer
 * @param path   the only path it meets, or null for all of {@code /cgi-bin/}
 * @param calls  how many calls it meets before it is over
 */
public record Fault(String name, Effect effect, @Nullable String path, int calls) {
    public Fault {
        if (calls < 1) {
            throw new IllegalArgumentException("a fault meets at least one call, not " + calls);
        }
    }

    /** Makes the answer that is sent; an effect that doesn't ask for the honest one keeps the call from WeChat. */
    @FunctionalInterface
    public interface Effect {
        Answer answer(Supplier<Answer> honest, Instant now);
    }

    private Fault(String name, Effect effect) {
        this(name, effect, null, Integer.MAX_VALUE);
    }

    /** The answer takes its time: real time, whatever the simulator's clock says. */
    public static Fault slow(Duration delay) {
        return new Fault("slow " + delay, (honest, now) -> honest.get().after(delay));
    }

    /** The connection closes without an answer. */
    public static Fault down() {
        return new Fault("down", (honest, now) -> Answer.json("").delivered(Answer.Delivery.NONE));
    }

    /** A proxy in front of WeChat answers 502 with a page. */
    public static Fault badGateway() {
        return new Fault("502", (honest, now) -> Answer.html(502, "<html><h1>502 Bad Gateway</h1></html>"));
    }

    /** WeChat refuses; a request id is appended to {@code errmsg} as WeChat does. */
    public static Fault errcode(int errcode, String errmsg) {
        return new Fault("errcode " + errcode, (honest, now) -> Refusal.answer(errcode, errmsg, now));
    }

    /** WeChat refuses the caller's address, which it names: errcode 40164. */
    public static Fault ipRefused(String ip) {
        return errcode(40164, "invalid ip %s ipv6 ::ffff:%s, not in whitelist".formatted(ip, ip));
    }

    /** Status 200 and a page, as from a captive portal. */
    public static Fault html() {
        return new Fault("HTML", (honest, now) -> Answer.html(200, "<!DOCTYPE html><title>Welcome</title>"));
    }

    /** A complete response whose JSON breaks off in the middle. */
    public static Fault halfJson() {
        return spoiling("half JSON", body -> body.substring(0, body.length() / 2));
    }

    /** The connection breaks off in the middle of the announced length. */
    public static Fault halfBody() {
        return new Fault("half body", (honest, now) -> honest.get().delivered(Answer.Delivery.HALF));
    }

    public static Fault emptyBody() {
        return spoiling("empty body", body -> "");
    }

    /** Valid JSON with this many characters of something else in front of what matters. */
    public static Fault hugeBody(int characters) {
        return spoiling("huge body", body -> "{\"padding\":\"" + "x".repeat(characters) + "\"," + body.substring(1));
    }

    public static Fault expiresIn(long seconds) {
        return editing("expires_in " + seconds, answer -> answer.put("expires_in", seconds));
    }

    public static Fault withoutExpiresIn() {
        return editing("no expires_in", answer -> answer.remove("expires_in"));
    }

    /** The token or the ticket is this text or, for null, JSON's {@code null}. */
    public static Fault value(@Nullable String value) {
        return editing("value " + value, answer -> answer.put(answer.has("ticket") ? "ticket" : "access_token", value));
    }

    public static Fault withoutValue() {
        return editing("no value", answer -> answer.remove("ticket").remove("access_token"));
    }

    /** The same for one path only, which may be any that the simulator answers. */
    public Fault on(String path) {
        return new Fault(name, effect, path, calls);
    }

    /** The same for the next {@code calls} calls only. */
    public Fault times(int calls) {
        return new Fault(name, effect, path, calls);
    }

    boolean meets(Call call) {
        return path == null ? call.path().startsWith("/cgi-bin/") : call.path().equals(path);
    }

    private static Fault spoiling(String name, UnaryOperator<String> change) {
        return new Fault(name, (honest, now) -> {
            Answer answer = honest.get();
            return answer.withBody(change.apply(answer.body()));
        });
    }

    /** Refusals carry nothing to edit and pass as they are. */
    private static Fault editing(String name, UnaryOperator<Json> change) {
        return spoiling(name, body -> Json.parse(body)
                .filter(answer -> answer.has("expires_in"))
                .map(answer -> change.apply(answer).text())
                .orElse(body));
    }
}
