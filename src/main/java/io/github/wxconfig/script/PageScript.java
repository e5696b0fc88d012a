package io.github.wxconfig.script;

import io.github.wxconfig.log.Printable;
import io.github.wxconfig.signature.WxConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The script of one request, shared by the filter and by templates as the request attribute {@code wxConfig}. Nothing is
 * computed until somebody reads it, and what is computed is the same for all who do.
 *
 * <p>The getters are for JSP EL, Thymeleaf and FreeMarker: {@code ${wxConfig.signature}}. Where the page cannot be
 * signed they return null, but for {@link #getUrl()}, {@link #getAppId()} and the lists of names. The methods that return
 * markup are for engines without tags: {@code ${wxConfig.place()}}. Used by one thread at a time, as a request is.
 */
public final class PageScript {
    /** The name of the request attribute. */
    public static final String ATTRIBUTE = "wxConfig";

    /** The name of the request attribute in which an application may name the page's nonce, as a String. */
    public static final String CSP_NONCE_ATTRIBUTE = "wxconfig.cspNonce";

    /** The name of the request attribute, of any value, that says: this page gets no script, and that is meant so. */
    public static final String UNSIGNED_ATTRIBUTE = "wxconfig.unsigned";

    private static final int MOST_REMARKS = 20;

    private final AccountScript account;
    private final Page page;
    private List<String> remarks = List.of();
    private ScriptOptions wanted;
    private @Nullable WxConfig config;
    private boolean signed;
    private boolean placed;
    private boolean blocked;
    /** The first tag that left the place of the script to others. */
    private @Nullable String asking;

    private @Nullable Object lastFailure;
    /** Of the elements that were placed. */
    private Optional<String> placedNonce = Optional.empty();

    /** The page that a script is for, which is asked for no more than is needed, and no earlier. */
    public interface Page {
        /** Its address as the browser shows it. */
        String url();

        /** The values for it, or nothing while it cannot be signed. Asked once, when the first of them is read. */
        Optional<WxConfig> sign();

        /** What is known of it by the time at which a template places the script; nothing where it is no HTML page. */
        Optional<Place> here();

        /** The nonce that the application names for it. */
        @Nullable String policyNonce();
    }

    /** A script that is still to be signed. */
    public PageScript(AccountScript account, Page page) {
        this.account = account;
        this.page = page;
        this.wanted = account.options();
    }

    /**
     * The script elements, to be put into the page; nothing if it has them already, cannot be signed, or has a policy
     * that would block them: that is logged once, with what the policy must say.
     */
    public Optional<String> place(Place place) {
        if (placed) {
            return Optional.empty();
        }
        ContentSecurityPolicy.Verdict verdict =
                new ContentSecurityPolicy(place.policies()).verdict(page.url(), wanted, page.policyNonce());
        blocked = !verdict.allowed();
        account.policyWarnings().tell(verdict.missing());
        Optional<WxConfig> values = verdict.allowed() ? config() : Optional.empty();
        Optional<String> script = values.isPresent()
                ? Optional.of(account.script(place.markup(), values.get(), wanted, console(), verdict.nonce()))
                : Optional.empty();
        placed = script.isPresent();
        placedNonce = verdict.nonce();
        return script;
    }

    /**
     * The script elements for a template that prints them: {@code ${wxConfig.place()}}. Empty where {@link
     * #place(Place)} has nothing, and where the response is no HTML page.
     */
    public String place() {
        return page.here().flatMap(this::place).orElse("");
    }

    /** Whether the response is a page, to which a script may be added. */
    boolean isPage() {
        return page.here().isPresent();
    }

    /** Whether the page has its script, so that nothing can be added to it. */
    public boolean isPlaced() {
        return placed;
    }

    /** What was placed was thrown away with the rest of the page and its card, so that the next one needs it again. */
    public void withdraw() {
        placed = false;
        wanted = wanted.withShare(account.options().share());
    }

    /**
     * Another resource goes on with the page: what was placed was thrown away, and what was asked for stays. Where the
     * resource is the error page of a JSP, it makes another page.
     *
     * @param failure of the JSP
     */
    public void forwarded(@Nullable Object failure) {
        if (failure != null && failure != lastFailure) {
            lastFailure = failure;
            startOver();
        }
        placed = false;
    }

    /** Another page takes the place of the one that asked for something. */
    public void startOver() {
        placed = false;
        remarks = List.of();
        wanted = account.options();
        asking = null;
    }

    /**
     * Adds to what this page gets, if its script is not placed yet.
     *
     * @return what comes too late: the script stands in the page, and lacks this
     */
    public List<String> ask(Wish wish) {
        if (placed) {
            return wish.missingFrom(wanted);
        }
        wanted = wish.addedTo(wanted);
        return List.of();
    }

    /**
     * Gives the page this card; the last one counts. Before the script is placed the card becomes a part of it, and the
     * APIs that it needs are added. Afterwards it takes a script element of its own, and the APIs have to be among those
     * that were asked for: a warning says which are not.
     *
     * @return the element, to be written where the page is now; nothing where none is needed
     */
    public Optional<String> share(ShareCard card) {
        account.shareWarnings().judge(page.url(), wanted, card);
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
            account.shareWarnings().judgeApis(page.url(), wanted.jsApiList());
        }
        return Optional.of(Markup.element(ClientScript.share(wanted.withShare(card)), placedNonce));
    }

    /** Whether the page's policy kept the script out of it. */
    public boolean isBlocked() {
        return blocked;
    }

    /** Asks for APIs from a template: {@code ${wxConfig.apis("scanQRCode")}}. Returns nothing that is seen. */
    public String apis(String names) {
        return expression("apis").ask(Wish.NOTHING.andApis(names));
    }

    /** Asks for open tags from a template: {@code ${wxConfig.openTags("wx-open-audio")}}. Returns nothing that is seen. */
    public String openTags(String names) {
        return expression("openTags").ask(Wish.NOTHING.andOpenTags(names));
    }

    /** Gives the page its share card from a template, which writes what this returns; empty: the page's own. */
    public String share(String title, String desc, String link, String imgUrl) {
        return expression("share").share(new ShareCard(title, desc, link, imgUrl));
    }

    /** A call in a template whose name is not known: the page's path stands for it. */
    private PageTag expression(String method) {
        return new PageTag(this, Printable.of(WebAddress.of(page.url()).path()) + ", wxConfig." + method);
    }

    /** A tag asks for something, and leaves the place of the script to others. */
    void asks(String tag) {
        if (asking == null) {
            asking = tag;
        }
    }

    /** The page is complete, and nobody but its template was to place the script. */
    public void finishManually() {
        if (asking != null && !placed && !blocked && !signed) {
            account.remarks()
                    .tell(asking + "the page asks for something and has no script, since inject is manual. Let"
                            + " <wx:config/> stand in its head, or print wxConfig.place() there.");
        }
    }

    /** What this page gets as it stands. */
    ScriptOptions options() {
        return wanted;
    }

    /**
     * Tells the log and, with debug, the console of the page.
     *
     * @return the markup that tells the console, where the script cannot do so any more
     */
    String remark(String text) {
        account.remarks().tell(text);
        if (!placed) {
            if (remarks.size() < MOST_REMARKS && !remarks.contains(text)) {
                remarks = Stream.concat(remarks.stream(), Stream.of(text)).toList();
            }
            return "";
        }
        return wanted.debug() ? Markup.element(warning(text), placedNonce) : "";
    }

    private String console() {
        return wanted.debug() ? remarks.stream().map(PageScript::warning).collect(Collectors.joining()) : "";
    }

    private static String warning(String text) {
        return "console.warn(" + ConfigJson.string("wxconfig: " + text) + ");";
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
        return page.url();
    }

    /** The names of the APIs this page may use. */
    public List<String> getJsApiList() {
        return wanted.jsApiList();
    }

    /** The names of the open tags this page may use. */
    public List<String> getOpenTagList() {
        return wanted.openTagList();
    }

    /** The argument of {@code wx.config}, safe in a script element: {@code wx.config(${wxConfig.json})}. */
    public @Nullable String getJson() {
        return config().map(c -> account.json(c, wanted)).orElse(null);
    }

    private Optional<WxConfig> config() {
        if (!signed) {
            signed = true;
            config = page.sign().orElse(null);
        }
        return Optional.ofNullable(config);
    }
}
