package io.github.wxconfig.wechat;

import com.google.gson.JsonObject;
import io.github.wxconfig.ticket.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a hub hands out and {@link HubApi} reads: the fields of WeChat's own answers, with the seconds that are left at
 * this moment.
 *
 * <pre>{@code
 * {"appId":"wx…","ticket":"…","expires_in":6913,"access_token":"…","access_token_expires_in":6912}
 * }</pre>
 */
public final class HubAnswer {
    private HubAnswer() {}

    /**
     * The answer with a ticket; nothing where the ticket ends in less than a second.
     *
     * @param token left out where there is none, or where it ends in less than a second
     */
    public static Optional<String> json(Credential ticket, Optional<Credential> token, Instant now) {
        long left = secondsLeft(ticket, now);
        if (left < 1) {
            return Optional.empty();
        }
        JsonObject json = new JsonObject();
        json.addProperty("appId", ticket.appId());
        json.addProperty("ticket", ticket.value());
        json.addProperty("expires_in", left);
        token.filter(held -> secondsLeft(held, now) >= 1).ifPresent(held -> {
            json.addProperty("access_token", held.value());
            json.addProperty("access_token_expires_in", secondsLeft(held, now));
        });
        return Optional.of(json.toString());
    }

    /** The answer without one, for a person who looks at it. */
    public static String refusal(String reason) {
        JsonObject json = new JsonObject();
        json.addProperty("error", reason);
        return json.toString();
    }

    private static long secondsLeft(Credential credential, Instant now) {
        return Duration.between(now, credential.expiresAt()).toSeconds();
    }
}
