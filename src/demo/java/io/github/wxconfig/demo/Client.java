package io.github.wxconfig.demo;

import com.google.gson.JsonElement;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The WeChat client on the visitor's phone, as far as it checks a page's configuration. */
final class Client {
    private static final Pattern WEB_PAGE =
            Pattern.compile("https?://(?:[^/?#@]*@)?(?<host>\\[[^\\]]+]|[^/?#:@]+)(?::(?<port>[0-9]*))?(?:[/?#].*)?");
    private static final Set<String> USUAL_PORTS = Set.of("", "80", "443");

    private final Accounts accounts;

    Client(Accounts accounts) {
        this.accounts = accounts;
    }

    Verdict verify(String json, Instant now) {
        return PageConfig.parse(json).map(page -> verify(page, now)).orElse(Verdict.INCOMPLETE);
    }

    /** The address that the client verifies, as it names it. */
    static String address(String json) {
        return Json.parse(json)
                .map(sent -> sent.get("url"))
                .filter(JsonElement::isJsonPrimitive)
                .map(url -> url.getAsString().split("#", 2)[0])
                .orElse("");
    }

    private Verdict verify(PageConfig page, Instant now) {
        return accounts.find(page.appId())
                .map(account -> verify(page, account, now))
                .orElse(Verdict.INVALID_APPID);
    }

    private static Verdict verify(PageConfig page, Account account, Instant now) {
        if (account.isMiniProgram() || !isSafe(page.url(), account)) {
            return Verdict.INVALID_URL_DOMAIN;
        }
        if (account.wantsFollower()) {
            return Verdict.REQUIRE_SUBSCRIBE;
        }
        return account.tickets().ledger().validAt(now).anyMatch(ticket -> page.signedWith(ticket.value()))
                ? Verdict.OK
                : Verdict.INVALID_SIGNATURE;
    }

    private static boolean isSafe(String url, Account account) {
        // Not java.net.URI: browsers leave characters in a query that it refuses.
        Matcher page = WEB_PAGE.matcher(url);
        if (!page.matches()) {
            return false;
        }
        if (account.domains().isEmpty()) {
            return true;
        }
        String port = page.group("port");
        String host = page.group("host").toLowerCase(Locale.ROOT);
        return (port == null || USUAL_PORTS.contains(port))
                && account.domains().stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }
}
