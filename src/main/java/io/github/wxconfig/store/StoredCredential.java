package io.github.wxconfig.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;

/** The form in which stores keep a credential: a key, and one text with value and expiry, so that they stay together. */
final class StoredCredential {
    private static final Logger log = Logs.of(StoredCredential.class);

    private StoredCredential() {}

    static String key(Kind kind, String appId) {
        return "wxconfig:" + appId + ":" + kind.name().toLowerCase(Locale.ROOT);
    }

    static String text(Credential credential) {
        JsonObject json = new JsonObject();
        json.addProperty("value", credential.value());
        json.addProperty("issuedAt", credential.issuedAt().toEpochMilli());
        json.addProperty("expiresAt", credential.expiresAt().toEpochMilli());
        json.addProperty("repeated", credential.repeated());
        return json.toString();
    }

    /** The credential, or nothing where something else is stored: of another version, or of another program. */
    static Optional<Credential> parse(Kind kind, String appId, String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            return Optional.of(new Credential(
                    kind,
                    appId,
                    json.get("value").getAsString(),
                    Instant.ofEpochMilli(json.get("issuedAt").getAsLong()),
                    Instant.ofEpochMilli(json.get("expiresAt").getAsLong()),
                    json.has("repeated") && json.get("repeated").getAsBoolean()));
        } catch (RuntimeException e) {
            // Its message may repeat what is stored.
            log.info("What is stored as {} is not readable, and is replaced.", Printable.of(key(kind, appId)));
            return Optional.empty();
        }
    }
}
