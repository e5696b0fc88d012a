package io.github.wxconfig.demo;

/** What a WeChat client says of a page's configuration. */
public enum Verdict {
    OK("ok"),
    /** Parts are missing or malformed, or no API is asked for. */
    INCOMPLETE("fail"),
    INVALID_APPID("fail_invalid appid"),
    INVALID_URL_DOMAIN("fail_invalid url domain"),
    INVALID_SIGNATURE("fail_invalid signature");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** As the client's bridge words it, for example {@code preVerifyJSAPI:fail_invalid signature}. */
    public String errMsg() {
        return "preVerifyJSAPI:" + text;
    }

    Answer answer() {
        return Answer.json(Json.object().put("err_msg", errMsg()).text());
    }
}
