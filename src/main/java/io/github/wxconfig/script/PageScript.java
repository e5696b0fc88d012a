package io.github.wxconfig.script;

import io.github.wxconfig.signature.WxConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The script of one request, shared by the filter and by templates as the request attribute {@code wxConfig}. Nothing is
 * computed until somebody reads it, and what is computed is the same for all who do.
 *
 * <p>The getters are for JSP EL, Thymeleaf and FreeMarker: {@code ${wxConfig.signature}}. Where the page cannot be
 * signed they return null, but for {@link #getUrl()}, {@link #getAppId()} and {@link #getJsApiList()}. Used by one
 * thread at a time, as a request is.
 */
public final class PageScript {
    /** The name of the request attribute. */
    public static final String ATTRIBUTE = "wxConfig";

    /** The name of the request attribute in which an application may name the page's nonce, as a String. */
    public static final String CSP_NONCE_ATTRIBUTE = "wxconfig.cspNonce";

    private final AccountScript account;
    private final String url;
    private final Supplier<Optional<WxConfig>> signer;
    private final Supplier<@Nullable String> policyNonce;
    private @Nullable WxConfig config;
    private boolean asked;
    private ScriptOptions wanted;
    private boolean placed;
    private boolean blocked;
    private Optional<String> placedNonce = Optional.empty();

    /**
     * A script that is still to be signed.
     *
     * @param url the page as the browser shows it
     * @param signer asked once, when the first value is read
     * @param policyNonce asked for the nonce that the application names for this page, when the script is placed
     */
    public PageScript(
            AccountScript account,
            String url,
            Supplier<Optional<WxConfig>> signer,
            Supplier<@Nullable String> policyNonce) {
        this.account = account;
        this.url = url;
        this.signer = signer;
        this.policyNonce = policyNonce;
        this.wanted = account.options();
    }

    /**
     * The script elements, to be put into the page; nothing if it has them already, cannot be signed, or has a policy
     * that would block them: that is logged once, with what the policy must say.
     *
     * @param policies the response's Content-Security-Policy headers; they are never changed
     */
    public Optional<String> place(Markup markup, Collection<String> policies) {
        if (placed) {
            return Optional.empty();
        }
        ContentSecurityPolicy.Verdict verdict =
                new ContentSecurityPolicy(policies).verdict(url, wanted, policyNonce.get());
        blocked = !verdict.allowed();
        account.policyWarnings().tell(verdict.missing());
        Optional<String> script = verdict.allowed()
                ? config().map(c -> account.script(markup, c, wanted, verdict.nonce()))
                : Optional.empty();
        placed = script.isPresent();
        placedNonce = verdict.nonce();
        return script;
    }

    /**
     * Gives the page this card; the last one counts. Before the script is placed the card becomes a part of it, and the
     * APIs that it needs are added. Afterwards it takes a script element of its own, and the APIs have to be among those
     * that were asked for: a warning says which are not.
     *
     * @return the element, to be written where the page is now; nothing where none is needed
     */
    public Optional<String> share(ShareCard card) {
        account.shareWarnings().judge(url, wanted, card);
        return share(Optional.of(card));
    }

    /** Takes the card away from the page, so that WeChat shares it as it likes; the result is as above. */
    public Optional<String> shareNothing() {
        return share(Optional.empty());
    }

    private Optional<String> share(Optional<ShareCard> card) {
        if (!placed) {
            wanted = wanted.withShare(card);
            return Optional.empty();
        }
        if (card.isPresent()) {
            account.shareWarnings().judgeApis(url, wanted.jsApiList());
        }
        return Optional.of(Markup.element(ClientScript.share(wanted.withShare(card)), placedNonce));
    }

    /** Whether the page's policy kept the script out of it. */
    public boolean isBlocked() {
        return blocked;
    }

    /** What was placed was thrown away with the rest of the page and its card, so that the next one needs it again. */
    public void withdraw() {
        placed = false;
        wanted = wanted.withShare(account.options().share());
    }

    /** The account's public name. */
    public String getAppId() {
        return account.appId();
    }

    /** Seconds since 1970. */
    public @Nullable Long getTimestamp() {
        return config().map(WxConfig::timestamp).orElse(null);
    }

    /** The random text that was signed. */
    public @Nullable String getNonceStr() {
        return config().map(WxConfig::nonceStr).orElse(null);
    }

    /** 40 hex digits in lower case. */
    public @Nullable String getSignature() {
        return config().map(WxConfig::signature).orElse(null);
    }

    /** The page that is signed, as the browser should show it. Escape it, as everything that a visitor sends. */
    public String getUrl() {
        return url;
    }

    /** The names of the APIs this page may use. */
    public List<String> getJsApiList() {
        return wanted.jsApiList();
    }

    /** The argument of {@code wx.config}, safe in a script element: {@code wx.config(${wxConfig.json})}. */
    public @Nullable String getJson() {
        return config().map(c -> account.json(c, wanted)).orElse(null);
    }

    private Optional<WxConfig> config() {
        if (!asked) {
            asked = true;
            config = signer.get().orElse(null);
        }
        return Optional.ofNullable(config);
    }
}
