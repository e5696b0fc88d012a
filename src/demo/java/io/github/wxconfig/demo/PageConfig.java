package io.github.wxconfig.demo;

import com.google.gson.JsonElement;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a page's {@code wx.config} reaches the client as: the arguments of {@code preVerifyJSAPI} and the page's URL. */
record PageConfig(String url, String appId, String timestamp, String nonceStr, String signature) {
    private static final Pattern TIMESTAMP = Pattern.compile("[1-9][0-9]{0,18}");
    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

    /** Empty unless every part is there and has the form it must have. */
    static Optional<PageConfig> parse(String json) {
        return Json.parse(json)
                .filter(PageConfig::complete)
                .map(sent -> new PageConfig(
                        text(sent, "url"),
                        text(sent, "verifyAppId"),
                        text(sent, "verifyTimestamp"),
                        text(sent, "verifyNonceStr"),
                        text(sent, "verifySignature")));
    }

    /** Whether it was signed with this ticket for the page that shows it. */
    boolean signedWith(String ticket) {
        return new JsSignature(ticket, nonceStr, timestamp, url).sha1().equals(signature);
    }

    private static boolean complete(Json sent) {
        return !text(sent, "url").isEmpty()
                && !text(sent, "verifyAppId").isEmpty()
                && text(sent, "verifySignType").equals("sha1")
                && TIMESTAMP.matcher(text(sent, "verifyTimestamp")).matches()
                && !text(sent, "verifyNonceStr").isEmpty()
                && SHA1.matcher(text(sent, "verifySignature")).matches()
                && isListOfNames(sent.get("verifyJsApiList"), 1)
                && (!sent.has("verifyOpenTagList") || isListOfNames(sent.get("verifyOpenTagList"), 0));
    }

    private static boolean isListOfNames(@Nullable JsonElement member, int atLeast) {
        return member != null
                && member.isJsonArray()
                && member.getAsJsonArray().size() >= atLeast
                && StreamSupport.stream(member.getAsJsonArray().spliterator(), false)
                        .allMatch(name -> isText(name) && !name.getAsString().isBlank());
    }

    private static String text(Json sent, String name) {
        JsonElement member = sent.get(name);
        return member != null && isText(member) ? member.getAsString() : "";
    }

    private static boolean isText(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }
}
