package io.github.wxconfig.signature;

import io.github.wxconfig.page.PageUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest WeChat compares: SHA-1 over four fields, joined like a query string in alphabetical order.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html">WeChat: JS-SDK, appendix 1</a>
 */
final class Signature {
    /** To be cloned: a clone costs less than a look for a provider. */
    private static final MessageDigest SHA_1 = sha1();

    private Signature() {}

    static String of(String ticket, String nonceStr, long timestamp, PageUrl page) {
        String fields =
                "jsapi_ticket=" + ticket + "&noncestr=" + nonceStr + "&timestamp=" + timestamp + "&url=" + page.value();
        return HexFormat.of().formatHex(fresh().digest(fields.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_1.clone();
        } catch (CloneNotSupportedException e) {
            return sha1();
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
