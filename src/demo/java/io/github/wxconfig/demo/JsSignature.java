package io.github.wxconfig.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The signature as WeChat's documentation describes it, written independently of the library that it judges. */
record JsSignature(String ticket, String nonceStr, String timestamp, String url) {
    /** The text that is signed; {@code string1} is what WeChat's signature tool calls it. */
    String string1() {
        return "jsapi_ticket=" + ticket + "&noncestr=" + nonceStr + "&timestamp=" + timestamp + "&url="
                + withoutFragment(url);
    }

    String sha1() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(string1().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }
}
