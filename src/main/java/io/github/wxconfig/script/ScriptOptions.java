package io.github.wxconfig.script;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a page's script is to do. Those of most pages are the same.
 *
 * @param sdkUrl where the official script is loaded from
 * @param fallbackUrl where it is loaded from when that fails
 * @param jsApiList the APIs a page may use; at least one, since clients refuse an empty list. What the share card needs
 *     is added
 * @param openTagList the open tags a page may use
 * @param debug whether the client shows every answer in an alert
 * @param share the card that is set; nothing: none
 * @param domains the account's JS-safe domains, as far as they are known, in ASCII
 * @param signUrl where pages have an address signed that is not the one that came with them, as browsers see it;
 *     nothing: nowhere
 * @param spa whether pages give themselves other addresses, which are to be signed
 * @param allBrowsers whether every browser loads the official script, or WeChat's clients alone
 */
public record ScriptOptions(
        String sdkUrl,
        String fallbackUrl,
        List<String> jsApiList,
        List<String> openTagList,
        boolean debug,
        Optional<ShareCard> share,
        List<String> domains,
        Optional<String> signUrl,
        boolean spa,
        boolean allBrowsers) {
    /** The newer ones, and those of clients before 6.7.2. */
    static final List<String> SHARE_APIS = List.of(
            "updateAppMessageShareData", "updateTimelineShareData", "onMenuShareAppMessage", "onMenuShareTimeline");

    public ScriptOptions {
        if (jsApiList.isEmpty()) {
            throw new IllegalArgumentException("jsApiList names at least one API.");
        }
        jsApiList = share.isPresent() ? union(jsApiList, SHARE_APIS) : List.copyOf(jsApiList);
        openTagList = List.copyOf(openTagList);
        domains = List.copyOf(domains);
    }

    /** Options without a share card, of pages that keep their address. */
    public ScriptOptions(
            String sdkUrl, String fallbackUrl, List<String> jsApiList, List<String> openTagList, boolean debug) {
        this(
                sdkUrl,
                fallbackUrl,
                jsApiList,
                openTagList,
                debug,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                false);
    }

    /** Whether a page needs the second file at once. */
    boolean needsMore() {
        return spa || debug || share.isPresent();
    }

    /** The same options with this card, or none. */
    public ScriptOptions withShare(Optional<ShareCard> card) {
        return new ScriptOptions(
                sdkUrl, fallbackUrl, jsApiList, openTagList, debug, card, domains, signUrl, spa, allBrowsers);
    }

    /** The same options with this debug. */
    ScriptOptions withDebug(boolean debugged) {
        return with(jsApiList, openTagList, debugged);
    }

    /** The same options with these names and this debug. */
    ScriptOptions with(List<String> apis, List<String> openTags, boolean debugged) {
        return new ScriptOptions(
                sdkUrl, fallbackUrl, apis, openTags, debugged, share, domains, signUrl, spa, allBrowsers);
    }

    private static List<String> union(Collection<String> names, Collection<String> more) {
        return Stream.concat(names.stream(), more.stream()).distinct().toList();
    }
}
