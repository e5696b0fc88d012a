package io.github.wxconfig.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.credential.Credential;
import io.github.wxconfig.credential.Credential.Kind;
import java.time.Instant;
import java.util.Locale;

/** The form in which stores keep a credential: a key, and one text with value and expiry, so that they stay together. */
final class StoredCredential {
    private StoredCredential() {}

    static String key(Kind kind, String appId) {
        return "wxconfig:" + appId + ":" + kind.name().toLowerCase(Locale.ROOT);
    }

    static String text(Credential credential) {
        JsonObject json = new JsonObject();
        json.addProperty("value", credential.value());
        json.addProperty("issuedAt", credential.issuedAt().toEpochMilli());
        json.addProperty("expiresAt", credential.expiresAt().toEpochMilli());
        return json.toString();
    }

    static Credential parse(Kind kind, String appId, String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        return new Credential(
                kind,
                appId,
                json.get("value").getAsString(),
                Instant.ofEpochMilli(json.get("issuedAt").getAsLong()),
                Instant.ofEpochMilli(json.get("expiresAt").getAsLong()));
    }
}
