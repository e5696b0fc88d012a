package io.github.wxconfig.demo;

import java.time.Instant;

/** The errors of WeChat's API that the simulator gives by itself, in WeChat's words. */
enum Refusal {
    INVALID_CREDENTIAL(
            40001,
            "invalid credential, access_token is invalid or not latest, could get access_token by"
                    + " getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"),
    INVALID_GRANT_TYPE(40002, "invalid grant_type"),
    INVALID_APPID(40013, "invalid appid"),
    INVALID_ACCESS_TOKEN(40014, "invalid access_token"),
    INVALID_URL(40066, "invalid url"),
    INVALID_ARGS(40097, "invalid args"),
    INVALID_SECRET(40125, "invalid appsecret"),
    ACCESS_TOKEN_MISSING(41001, "access_token missing"),
    APPID_MISSING(41002, "appid missing"),
    SECRET_MISSING(41004, "appsecret missing"),
    ACCESS_TOKEN_EXPIRED(42001, "access_token expired"),
    REQUIRE_GET(43001, "require GET method"),
    REQUIRE_POST(43002, "require POST method"),
    EMPTY_POST(44002, "empty post data"),
    DAILY_QUOTA(45009, "reach max api daily quota limit"),
    MINUTE_QUOTA(45011, "api minute-quota reach limit must slower retry next minute"),
    DATA_FORMAT(47001, "data format error");

    private final int errcode;
    private final String errmsg;

    Refusal(int errcode, String errmsg) {
        this.errcode = errcode;
        this.errmsg = errmsg;
    }

    Answer at(Instant now) {
        return answer(errcode, errmsg, now);
    }

    /** Any error, with the request id that WeChat appends: the time and two random numbers, in hexadecimal. */
    static Answer answer(int errcode, String errmsg, Instant now) {
        String rid = "%08x-%s-%s".formatted(now.getEpochSecond(), RandomText.hex(8), RandomText.hex(8));
        return Answer.json(Json.object()
                .put("errcode", errcode)
                .put("errmsg", errmsg + " rid: " + rid)
                .text());
    }
}
