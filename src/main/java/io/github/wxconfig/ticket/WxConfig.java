package io.github.wxconfig.ticket;

import io.github.wxconfig.page.PageUrl;

/**
 * What a page needs to be accepted by WeChat's client; made for one response, and nothing in it is secret.
 *
 * @param timestamp seconds since 1970
 * @param nonceStr 16 hex digits
 * @param signature 40 hex digits in lower case
 * @param url the page that was signed
 * @param until when the ticket ends with which it was signed, in seconds since 1970
 */
public record WxConfig(String appId, long timestamp, String nonceStr, String signature, PageUrl url, long until) {
    /** The page that was signed, as the browser should show it. */
    public String address() {
        return url.value();
    }
}
