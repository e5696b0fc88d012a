package io.github.wxconfig.signature;

import io.github.wxconfig.page.PageUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest WeChat compares: SHA-1 over four fields, joined like a query string in alphabetical order. The first field is
 * the ticket, so that the digest is begun once for all pages that are signed with it. Safe for use by many threads.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html">WeChat: JS-SDK, appendix 1</a>
 */
final class Signature {
    /** Never changed after construction, but cloned for each page. */
    private final MessageDigest begun;

    Signature(String ticket) {
        try {
            begun = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
        begun.update(bytes("jsapi_ticket=" + ticket));
    }

    String of(String nonceStr, long timestamp, PageUrl page) {
        byte[] rest = bytes("&noncestr=" + nonceStr + "&timestamp=" + timestamp + "&url=" + page.value());
        return HexFormat.of().formatHex(copy().digest(rest));
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) begun.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The SHA-1 of every Java platform can be cloned", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
