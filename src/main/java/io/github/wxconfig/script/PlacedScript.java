package io.github.wxconfig.script;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands of ours in a page that a browser has got, read back from its markup.
 *
 * @param sdkUrl where the page loads the official script from
 * @param moreUrl where it loads the second file from
 * @param nonce what its elements carry for a Content-Security-Policy
 * @param hash of the address that was signed
 * @param until the second of the epoch at which the ticket ends
 * @param timestamp the second of the epoch at which the page was signed
 */
public record PlacedScript(
        String sdkUrl,
        String moreUrl,
        Optional<String> nonce,
        int hash,
        long until,
        String appId,
        long timestamp,
        String nonceStr,
        String signature) {
    private static final Pattern ELEMENTS =
            Pattern.compile("<script type=\"wx\" src=\"([^\"]*)\"(?: nonce=\"([^\"]*)\")?></script>"
                    + "<script type=\"wx\" src=\"([^\"]*)\"[^>]*></script><script[^>]*>((?s:.*?))</script>");
    private static final Pattern VALUES = Pattern.compile(
            "\\{hash: *(-?\\d+),until: *(\\d+).*?appId:\"([^\"]*)\",timestamp:(\\d+),nonceStr:\"(\\w+)\",signature:\"(\\w+)\"");

    /** Those of a page, in their order; a page should have one. */
    public static List<PlacedScript> in(String html) {
        return ELEMENTS.matcher(html)
                .results()
                .flatMap(elements -> {
                    Matcher values = VALUES.matcher(elements.group(4));
                    return values.find()
                            ? Optional.of(new PlacedScript(
                                            plain(elements.group(1)),
                                            plain(elements.group(3)),
                                            Optional.ofNullable(elements.group(2)),
                                            Integer.parseInt(values.group(1)),
                                            Long.parseLong(values.group(2)),
                                            values.group(3),
                                            Long.parseLong(values.group(4)),
                                            values.group(5),
                                            values.group(6)))
                                    .stream()
                            : Optional.<PlacedScript>empty().stream();
                })
                .toList();
    }

    /** Whether this is the address that was signed. */
    public boolean isFor(String address) {
        return PageSide.hash(address) == hash;
    }

    private static String plain(String attribute) {
        return attribute
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
