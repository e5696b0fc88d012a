package io.github.wxconfig.wechat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.ticket.Account;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What WeChat, or a server that speaks as it does, answered to one call: a credential, an error code, or nonsense.
 *
 * @param server who answered, for messages
 * @param call the call's name, for messages
 * @param body as it came
 * @param tokensInUse what the body could repeat and no message may
 */
record Answer(Server server, Kind kind, String call, String body, Account account, List<String> tokensInUse) {
    /**
     * Who is asked.
     *
     * @param name as it begins a sentence
     * @param check what to look at when its answers make no sense, as the end of one
     */
    record Server(String name, String check) {}

    static final Server WECHAT =
            new Server("WeChat", "check that apiBaseUrl is WeChat's and no proxy answers in its place.");
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    /** WeChat numbers its answers; without the number the same error is the same text. */
    private static final int LONGEST_ERRMSG = 300;

    private static final Pattern REQUEST_ID = Pattern.compile("[,;]?\\s*rid: ?[-\\w]+");

    /** What WeChat answered. */
    Answer(Kind kind, String call, String body, Account account, List<String> tokensInUse) {
        this(WECHAT, kind, call, body, account, tokensInUse);
    }

    /** @param asked when the call was made, from which WeChat's {@code expires_in} is counted to be safe */
    Credential credential(Instant asked) {
        JsonObject json = json();
        int errcode = number(json, "errcode").orElse(0L).intValue();
        if (errcode != 0) {
            throw refusal(errcode, text(json, "errmsg").orElse(""));
        }
        if (text(json, "appId").filter(appId -> !appId.equals(account.appId())).isPresent()) {
            throw nonsense("a credential of another account");
        }
        String value = text(json, kind == Kind.ACCESS_TOKEN ? "access_token" : "ticket")
                .filter(text -> !text.isBlank() && !text.equals("null"))
                .orElseThrow(() -> nonsense("an answer without " + (kind == Kind.ACCESS_TOKEN ? "token" : "ticket")));
        long seconds = number(json, "expires_in")
                .filter(life -> life > 0)
                .orElseThrow(() -> nonsense("an answer without a positive expires_in"));
        return new Credential(
                kind, account.appId(), value, asked, asked.plusSeconds(Math.min(seconds, LONGEST_LIFE.toSeconds())));
    }

    @Override
    public String toString() {
        return "Answer[" + call + " for " + account.appId() + "]";
    }

    private JsonObject json() {
        try {
            JsonElement json = JsonParser.parseString(body);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            throw nonsense("something that is not JSON");
        }
        throw nonsense("something that is not a JSON object");
    }

    private CredentialException refusal(int errcode, String errmsg) {
        ErrorCode meaning = ErrorCode.of(errcode, kind == Kind.JSAPI_TICKET);
        String message = server.name() + " refused " + call + " for " + account.appId() + " with errcode " + errcode
                + " (" + presentable(errmsg) + "). " + meaning.cure();
        Duration holdOff = meaning.holdOff();
        return holdOff == null
                ? new CredentialException(meaning.problem(), errcode, message, null)
                : new CredentialException(meaning.problem(), errcode, message, holdOff, null);
    }

    private CredentialException nonsense(String what) {
        return new CredentialException(
                Problem.TRANSIENT,
                0,
                server.name() + " answered " + call + " with " + what + ". It is tried again; if this lasts, "
                        + server.check(),
                null);
    }

    private String presentable(String errmsg) {
        String text = errmsg.replace(account.secret(), "***");
        for (String token : tokensInUse) {
            text = text.replace(token, "***");
        }
        String start = text.length() > LONGEST_ERRMSG ? text.substring(0, LONGEST_ERRMSG) + "…" : text;
        return Printable.of(REQUEST_ID.matcher(start).replaceAll(""));
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name))
                .filter(value -> value instanceof JsonPrimitive primitive && primitive.isString())
                .map(JsonElement::getAsString);
    }

    private static Optional<Long> number(JsonObject json, String name) {
        try {
            return Optional.ofNullable(json.get(name))
                    .filter(value -> value instanceof JsonPrimitive primitive && primitive.isNumber())
                    .map(value -> value.getAsBigDecimal().longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
