package io.github.wxconfig.ticket;

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
    private final byte[] start;
    /** Cloned for each page by one thread at a time: a digest in hardware keeps what it has begun there. */
    private final MessageDigest begun;

    Signature(String ticket) {
        start = bytes("jsapi_ticket=" + ticket);
        begun = begin();
    }

    String of(String nonceStr, long timestamp, PageUrl page) {
        byte[] rest = bytes("&noncestr=" + nonceStr + "&timestamp=" + timestamp + "&url=" + page.value());
        return HexFormat.of().formatHex(copy().digest(rest));
    }

    /** Some providers' digests cannot be cloned. */
    private MessageDigest copy() {
        try {
            synchronized (begun) {
                return (MessageDigest) begun.clone();
            }
        } catch (CloneNotSupportedException e) {
            return begin();
        }
    }

    private MessageDigest begin() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(start);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
