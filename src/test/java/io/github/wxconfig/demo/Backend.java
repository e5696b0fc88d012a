package io.github.wxconfig.demo;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** An account's own server, as it calls WeChat; every answer is read as JSON. */
record Backend(WechatSimulator wechat) {
    static final String CREDENTIALS = "appid=" + WechatSimulator.DEMO_APP_ID + "&secret=" + WechatSimulator.DEMO_SECRET;
    static final String TOKEN = "/cgi-bin/token?grant_type=client_credential&" + CREDENTIALS;

    JsonObject ask(Call call) {
        return JsonParser.parseString(wechat.answer(call).body()).getAsJsonObject();
    }

    JsonObject token() {
        return ask(Call.get(TOKEN));
    }

    JsonObject stableToken() {
        return stableToken(false);
    }

    JsonObject forcedToken() {
        return stableToken(true);
    }

    JsonObject ticket(String accessToken) {
        return ask(Call.get("/cgi-bin/ticket/getticket?access_token=" + accessToken + "&type=jsapi"));
    }

    JsonObject ticket() {
        return ticket(value(stableToken()));
    }

    static String stableTokenBody(boolean force) {
        return """
                {"grant_type":"client_credential","appid":"%s","secret":"%s","force_refresh":%s}"""
                .formatted(WechatSimulator.DEMO_APP_ID, WechatSimulator.DEMO_SECRET, force);
    }

    static String value(JsonObject answer) {
        return answer.get(answer.has("ticket") ? "ticket" : "access_token").getAsString();
    }

    static int errcode(JsonObject answer) {
        return answer.has("errcode") ? answer.get("errcode").getAsInt() : 0;
    }

    static int expiresIn(JsonObject answer) {
        return answer.get("expires_in").getAsInt();
    }

    private JsonObject stableToken(boolean force) {
        return ask(Call.postJson("/cgi-bin/stable_token", stableTokenBody(force)));
    }
}
