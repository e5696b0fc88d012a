package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tells of share cards that WeChat will not show as they are meant, once of each kind; safe for use by many threads. */
final class ShareWarnings {
    private static final Logger log = Logs.of(ShareWarnings.class);

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:|//");

    private final LogLimit limit = new LogLimit();

    /**
     * Judges what can be judged here: values that are absolute.
     *
     * @param page the address that the browser shows
     */
    void judge(String page, ScriptOptions options, ShareCard card) {
        WebAddress shown = WebAddress.of(page);
        Consumer<String> tell =
                problem -> tell("The share card of " + Printable.of(shown.withoutQuery()) + ": " + problem);
        absolute("link", card.link(), shown, tell)
                .filter(link -> !mayLeadTo(link.host(), shown.host(), options.domains()))
                .ifPresent(link -> tell.accept("link leads to " + Printable.of(link.host()) + ", which is "
                        + (options.domains().isEmpty() ? "not the page's host" : "none of allowedHosts")
                        + ". WeChat refuses a link outside the account's JS-safe domains; use one of this site, or name"
                        + " its domain in allowedHosts."));
        absolute("imgUrl", card.imgUrl(), shown, tell)
                .filter(image ->
                        shown.scheme().equals("https") && image.scheme().equals("http"))
                .ifPresent(
                        image -> tell.accept(
                                "imgUrl on " + Printable.of(image.host())
                                        + " is http, and the page is https. Clients leave out such a picture; give its https address."));
    }

    /** A card that comes when {@code wx.config} has been written needs APIs that were asked for there. */
    void judgeApis(String page, List<String> asked) {
        List<String> missing = ScriptOptions.SHARE_APIS.stream()
                .limit(2)
                .filter(api -> !asked.contains(api))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        tell("The share card of " + Printable.of(WebAddress.of(page).withoutQuery())
                + " comes after the head of the page, where "
                + String.join(" and ", missing) + " " + (missing.size() == 1 ? "was" : "were")
                + " not asked for. Set the card before the page is written, or add the names to jsApiList.");
    }

    private static boolean mayLeadTo(String host, String shown, List<String> domains) {
        return host.equals(shown)
                || domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static Optional<WebAddress> absolute(
            String field, @Nullable String value, WebAddress shown, Consumer<String> tell) {
        Matcher start = ABSOLUTE.matcher(value == null ? "" : value);
        if (value == null || !start.lookingAt()) {
            return Optional.empty();
        }
        Optional<WebAddress> address = WebAddress.find(value.startsWith("//") ? shown.scheme() + ":" + value : value);
        if (address.isEmpty()) {
            tell.accept(field + " starts with " + Printable.of(start.group())
                    + " and is left out. Give an http or https address.");
        }
        return address;
    }

    private void tell(String message) {
        if (limit.admits(message)) {
            log.warn("{}", message);
        }
    }
}
