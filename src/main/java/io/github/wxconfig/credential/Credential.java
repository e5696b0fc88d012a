package io.github.wxconfig.credential;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token or a ticket with its lifetime; value and expiry are one, so that neither is ever read without the
 * other. Immutable; {@link #toString()} leaves the value out.
 *
 * @param kind which of the two
 * @param appId the account it was issued to
 * @param value what WeChat issued; never empty
 * @param issuedAt when it was asked for
 * @param expiresAt from when on it must not be used; later than {@code issuedAt}
 */
public record Credential(Kind kind, String appId, String value, Instant issuedAt, Instant expiresAt) {
    /** What a credential is for. */
    public enum Kind {
        /** Proves to WeChat's API that a call comes from the account. */
        ACCESS_TOKEN,
        /** Goes into the signature of every page. */
        JSAPI_TICKET
    }

    private static final Duration LARGEST_MARGIN = Duration.ofMinutes(5);
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);

    public Credential {
        if (appId.isBlank() || value.isBlank() || value.equals("null")) {
            throw new IllegalArgumentException("A credential has an appId and a value.");
        }
        if (!expiresAt.isAfter(issuedAt)) {
            throw new IllegalArgumentException("A credential expires after it was issued: " + expiresAt);
        }
    }

    /** Whether it may be used at this moment. */
    public boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    /**
     * When to ask for the next one: a tenth of the lifetime before the end, at most five minutes. The margin scales,
     * because WeChat hands out credentials with any remaining life; and every answer is held for at least a second, so
     * that a short one does not become a call per page.
     */
    Instant renewAt() {
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
