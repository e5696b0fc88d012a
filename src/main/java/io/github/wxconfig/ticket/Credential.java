package io.github.wxconfig.ticket;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token or a ticket with its lifetime; value and expiry are one, so that neither is ever read without the
 * other. One that claims more than a day lasts a day: WeChat's last two hours, and a wrong number must not be believed
 * for years. Immutable; {@link #toString()} leaves the value out.
 *
 * @param kind which of the two
 * @param appId the account it was issued to
 * @param value what WeChat issued; never empty
 * @param issuedAt when it was asked for
 * @param expiresAt from when on it must not be used; later than {@code issuedAt}
 * @param repeated whether WeChat handed it out once more when the next one was asked for: then there is no other before
 *     this one ends
 */
public record Credential(Kind kind, String appId, String value, Instant issuedAt, Instant expiresAt, boolean repeated) {
    /** What a credential is for. */
    public enum Kind {
        /** Proves to WeChat's API that a call comes from the account. */
        ACCESS_TOKEN,
        /** Goes into the signature of every page. */
        JSAPI_TICKET
    }

    private static final Duration LARGEST_MARGIN = Duration.ofMinutes(5);
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    public Credential {
        if (appId.isBlank() || value.isBlank() || value.equals("null")) {
            throw new IllegalArgumentException("A credential has an appId and a value.");
        }
        if (!expiresAt.isAfter(issuedAt)) {
            throw new IllegalArgumentException("A credential expires after it was issued: " + expiresAt);
        }
        Instant latest = issuedAt.plus(LONGEST_LIFE);
        expiresAt = expiresAt.isBefore(latest) ? expiresAt : latest;
    }

    /** One that was handed out for the first time. */
    public Credential(Kind kind, String appId, String value, Instant issuedAt, Instant expiresAt) {
        this(kind, appId, value, issuedAt, expiresAt, false);
    }

    /** The same, known to have been handed out once more. */
    Credential asRepeated() {
        return new Credential(kind, appId, value, issuedAt, expiresAt, true);
    }

    /** Whether it was asked for after the other, or is another altogether. */
    boolean isNewsTo(Credential other) {
        return !value.equals(other.value) || issuedAt.isAfter(other.issuedAt);
    }

    /** Whether it may be used at this moment. */
    public boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    /**
     * When to ask for the next one: a tenth of the lifetime before the end, at most five minutes. The margin scales,
     * because WeChat hands out credentials with any remaining life; and every answer is held for at least a second, so
     * that a short one does not become a call per page. A repeated one is renewed at its end.
     */
    Instant renewAt() {
        if (repeated) {
            return expiresAt;
        }
        Duration margin = Duration.between(issuedAt, expiresAt).dividedBy(10);
        Instant wanted = expiresAt.minus(margin.compareTo(LARGEST_MARGIN) < 0 ? margin : LARGEST_MARGIN);
        Instant earliest = issuedAt.plus(SHORTEST_HOLD);
        return wanted.isBefore(earliest) ? earliest : wanted;
    }

    @Override
    public String toString() {
        return kind + "[" + appId + ", until " + expiresAt + "]";
    }
}
