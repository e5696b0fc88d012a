package io.github.wxconfig.script;

import java.util.List;

/**
 * What every page's script has in common.
 *
 * @param sdkUrl where the official script is loaded from
 * @param fallbackUrl where it is loaded from when that fails
 * @param jsApiList the APIs a page may use; at least one, since clients refuse an empty list
 * @param openTagList the open tags a page may use
 * @param debug whether the client shows every answer in an alert
 */
public record ScriptOptions(
        String sdkUrl, String fallbackUrl, List<String> jsApiList, List<String> openTagList, boolean debug) {
    public ScriptOptions {
        jsApiList = List.copyOf(jsApiList);
        openTagList = List.copyOf(openTagList);
        if (jsApiList.isEmpty()) {
            throw new IllegalArgumentException("jsApiList names at least one API.");
        }
    }
}
