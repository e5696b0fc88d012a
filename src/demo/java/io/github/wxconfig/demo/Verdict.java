package io.github.wxconfig.demo;

/** What a WeChat client says of a page's configuration. */
public enum Verdict {
    OK("ok", 0),
    /** Parts are missing or malformed, or no API is asked for. */
    INCOMPLETE("fail", 0),
    INVALID_APPID("fail_invalid appid", 40013),
    INVALID_URL_DOMAIN("fail_invalid url domain", 40048),
    INVALID_SIGNATURE("fail_invalid signature", 63002),
    /** A test account that the visitor does not follow. */
    REQUIRE_SUBSCRIBE("fail_require subscribe", 0);

    private final String text;
    private final int code;

    Verdict(String text, int code) {
        this.text = text;
        this.code = code;
    }

    /** As the client's bridge words it, for example {@code preVerifyJSAPI:fail_invalid signature}. */
    public String errMsg() {
        return "preVerifyJSAPI:" + text;
    }

    /**
     * What the bridge answers.
     *
     * @param form how a refusal names the address
     * @param url that was verified
     */
    Answer answer(RealAuthUrl form, String url) {
        Json answer = Json.object().put("err_msg", errMsg());
        if (this != OK) {
            form.addTo(answer, url);
        }
        if (code != 0) {
            answer.put("err_code", code);
        }
        return Answer.json(answer.text());
    }
}
