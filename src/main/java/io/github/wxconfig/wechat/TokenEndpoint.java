package io.github.wxconfig.wechat;

/** Which of WeChat's two endpoints issues the access token; the tokens of one do not end those of the other. */
public enum TokenEndpoint {
    /** {@code POST /cgi-bin/stable_token}: repeats the current token to all who ask. */
    STABLE,
    /** {@code GET /cgi-bin/token}: every call retires the token before. */
    CLASSIC
}
