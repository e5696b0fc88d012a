package io.github.wxconfig.demo;

import com.google.gson.JsonElement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The three calls of WeChat's API that lead to a ticket, each with its checks. */
final class CgiBin {
    static final String TOKEN = "/cgi-bin/token";
    static final String STABLE_TOKEN = "/cgi-bin/stable_token";
    static final String GET_TICKET = "/cgi-bin/ticket/getticket";

    private final Accounts accounts;

    CgiBin(Accounts accounts) {
        this.accounts = accounts;
    }

    Answer answer(Call call, Instant now, Rules rules) {
        try {
            return switch (call.path()) {
                case TOKEN -> token(call, now, rules);
                case STABLE_TOKEN -> stableToken(call, now, rules);
                case GET_TICKET -> ticket(call, now, rules);
                default -> throw new Refused(Refusal.INVALID_URL);
            };
        } catch (Refused refused) {
            return refused.refusal().at(now);
        }
    }

    private Answer token(Call call, Instant now, Rules rules) {
        require(call.method().equals("GET"), Refusal.REQUIRE_GET);
        Parameters sent = call.parameters();
        Account account = account(sent.get("grant_type"), sent.get("appid"), sent.get("secret"));
        return tokenAnswer(account.classicTokens().issue(now, rules), now);
    }

    private Answer stableToken(Call call, Instant now, Rules rules) {
        require(call.method().equals("POST"), Refusal.REQUIRE_POST);
        require(!call.body().isEmpty(), Refusal.EMPTY_POST);
        Json sent = Json.parse(call.body()).orElseThrow(() -> new Refused(Refusal.DATA_FORMAT));
        boolean force = flag(sent.get("force_refresh"));
        Account account = account(text(sent.get("grant_type")), text(sent.get("appid")), text(sent.get("secret")));
        StableTokens tokens = account.stableTokens();
        return tokenAnswer(force ? tokens.force(now, rules) : tokens.current(now, rules), now);
    }

    private Answer ticket(Call call, Instant now, Rules rules) {
        require(call.method().equals("GET"), Refusal.REQUIRE_GET);
        Parameters sent = call.parameters();
        Account account = authorized(sent.get("access_token"), now);
        require(sent.get("type").equals("jsapi"), Refusal.INVALID_ARGS);
        Issued ticket = account.tickets().get(now, rules);
        return Answer.json(Json.object()
                .put("errcode", 0)
                .put("errmsg", "ok")
                .put("ticket", ticket.value())
                .put("expires_in", ticket.secondsLeft(now))
                .text());
    }

    private Account account(String grantType, String appId, String secret) {
        require(grantType.equals("client_credential"), Refusal.INVALID_GRANT_TYPE);
        require(!appId.isEmpty(), Refusal.APPID_MISSING);
        require(!secret.isEmpty(), Refusal.SECRET_MISSING);
        Account account = accounts.find(appId).orElseThrow(() -> new Refused(Refusal.INVALID_APPID));
        require(account.opensWith(secret), Refusal.INVALID_SECRET);
        return account;
    }

    private Account authorized(String accessToken, Instant now) {
        require(!accessToken.isEmpty(), Refusal.ACCESS_TOKEN_MISSING);
        Account account = accounts.ofToken(accessToken).orElseThrow(() -> new Refused(Refusal.INVALID_ACCESS_TOKEN));
        Issued token = account.token(accessToken).orElseThrow();
        require(!token.expiredAt(now), Refusal.ACCESS_TOKEN_EXPIRED);
        require(token.validAt(now), Refusal.INVALID_CREDENTIAL);
        return account;
    }

    private static Answer tokenAnswer(Issued token, Instant now) {
        return Answer.json(Json.object()
                .put("access_token", token.value())
                .put("expires_in", token.secondsLeft(now))
                .text());
    }

    private static String text(@Nullable JsonElement member) {
        if (member == null) {
            return "";
        }
        require(member.isJsonPrimitive() && member.getAsJsonPrimitive().isString(), Refusal.DATA_FORMAT);
        return member.getAsString();
    }

    private static boolean flag(@Nullable JsonElement member) {
        if (member == null) {
            return false;
        }
        require(member.isJsonPrimitive() && member.getAsJsonPrimitive().isBoolean(), Refusal.DATA_FORMAT);
        return member.getAsBoolean();
    }

    private static void require(boolean met, Refusal otherwise) {
        if (!met) {
            throw new Refused(otherwise);
        }
    }
}
