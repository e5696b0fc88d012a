package io.github.wxconfig.demo;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object: read as strictly as its specification, written the way WeChat writes it. */
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private final JsonObject members;

    private Json(JsonObject members) {
        this.members = members;
    }

    static Json object() {
        return new Json(new JsonObject());
    }

    /** The object that {@code text} is, or empty when it is anything else. */
    static Optional<Json> parse(String text) {
        try {
            return Optional.ofNullable(GSON.fromJson(text, JsonObject.class)).map(Json::new);
        } catch (JsonParseException malformed) {
            return Optional.empty();
        }
    }

    Json put(String name, @Nullable String value) {
        members.add(name, value == null ? JsonNull.INSTANCE : new JsonPrimitive(value));
        return this;
    }

    Json put(String name, long value) {
        members.addProperty(name, value);
        return this;
    }

    Json put(String name, JsonElement value) {
        members.add(name, value);
        return this;
    }

    static JsonElement list(String text) {
        JsonArray list = new JsonArray();
        list.add(text);
        return list;
    }

    Json remove(String name) {
        members.remove(name);
        return this;
    }

    boolean has(String name) {
        return members.has(name);
    }

    @Nullable JsonElement get(String name) {
        return members.get(name);
    }

    String text() {
        return GSON.toJson(members);
    }
}
