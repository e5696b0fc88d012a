package io.github.wxconfig.script;

import io.github.wxconfig.log.Printable;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.response.Edition;
import io.github.wxconfig.response.Markup;
import io.github.wxconfig.response.Snippet;
import io.github.wxconfig.ticket.WxConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page on its way to the browser: its address, what it asks for, its signature, and whether its script is placed. The
 * filter and templates share it as the request attribute {@code wxConfig}. Nothing is computed until somebody reads it, and
 * what is computed is the same for all who do.
 *
 * <p>The getters are for JSP EL, Thymeleaf and FreeMarker: {@code ${wxConfig.signature}}. Where the page cannot be
 * signed they return null, but for {@link #getUrl()}, {@link #getAppId()} and the lists of names. The methods that return
 * markup are for engines without tags: {@code ${wxConfig.place()}}. Used by one thread at a time, as a request is.
 */
public final class SignedPage implements Snippet {
    /** The name of the request attribute. */
    public static final String ATTRIBUTE = "wxConfig";

    /** The name of the request attribute in which an application may name the page's nonce, as a String. */
    public static final String CSP_NONCE_ATTRIBUTE = "wxconfig.cspNonce";

    /** The name of the request attribute, of any value, that says: this page gets no script, and that is meant so. */
    public static final String UNSIGNED_ATTRIBUTE = "wxconfig.unsigned";

    private static final String HTML = "text/html";
    private static final String XHTML = "application/xhtml+xml";
    private static final int MOST_REMARKS = 20;

    private final SignedPages account;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private @Nullable PageUrl address;
    private List<String> remarks = List.of();
    private ScriptOptions wanted;
    private @Nullable WxConfig config;
    private boolean signed;
    private boolean blocked;
    /** The first tag that left the place of the script to others. */
    private @Nullable String asking;

    private @Nullable Object lastFailure;
    private boolean placed;
    /** Behind other filters. */
    private boolean placedInside;

    private boolean omittedInside;
    /** Of the elements that were placed. */
    private Optional<String> placedNonce = Optional.empty();

    SignedPage(
            SignedPages account, @Nullable PageUrl address, HttpServletRequest request, HttpServletResponse response) {
        this.account = account;
        this.address = address;
        this.request = request;
        this.response = response;
        this.wanted = account.options();
    }

    /** Whether these account's settings made it. */
    public boolean isOf(SignedPages pages) {
        return account == pages;
    }

    private Optional<PageUrl> address() {
        if (address == null) {
            address = account.address(request).orElse(null);
        }
        return Optional.ofNullable(address);
    }

    /** The request shows the browser's address to its own thread only. */
    @Override
    public void leavesThread() {
        address();
    }

    /**
     * The script elements for the filter. A page gets none if it has them already, if it cannot be signed, or if its policy
     * would block them; the policy's verdict is logged once, with what the policy must say.
     */
    @Override
    public Snippet.Content content(boolean xhtml, Collection<String> policies) {
        if (placed) {
            return new Snippet.Content(Markup.NONE, placedInside ? null : edition());
        }
        ContentSecurityPolicy.Verdict verdict = verdict(policies);
        if (!verdict.allowed()) {
            account.tally().unsigned(Unsigned.POLICY);
            return Snippet.Content.NONE;
        }
        return new Snippet.Content(placed(xhtml, verdict), edition());
    }

    /**
     * The script elements for a template that prints them: {@code ${wxConfig.place()}}. Empty in the cases of {@link
     * #content}, and where the response is no HTML page.
     */
    public String place() {
        if (placed || !isPage()) {
            return "";
        }
        ContentSecurityPolicy.Verdict verdict = verdict(response.getHeaders(ContentSecurityPolicy.HEADER));
        return verdict.allowed()
                ? placed(mediaType().equalsIgnoreCase(XHTML), verdict).text()
                : "";
    }

    /** Whether the response is a page, to which a script may be added: HTML, unless it says otherwise. */
    boolean isPage() {
        return mediaType().equalsIgnoreCase(HTML) || mediaType().equalsIgnoreCase(XHTML);
    }

    private String mediaType() {
        String type = response.getContentType();
        return type == null ? HTML : type.split(";", 2)[0].strip();
    }

    private ContentSecurityPolicy.Verdict verdict(Collection<String> policies) {
        ContentSecurityPolicy policy = new ContentSecurityPolicy(policies);
        ContentSecurityPolicy.Verdict verdict = policy.verdict(getUrl(), wanted, policyNonce());
        blocked = !verdict.allowed();
        account.policyWarnings().tell(verdict.missing());
        if (!blocked && wanted.needsMore()) {
            account.policyWarnings().tellOfFile(policy.missing(getUrl(), account.moreUrl(wanted), verdict.nonce()));
        }
        return verdict;
    }

    private @Nullable String policyNonce() {
        return request.getAttribute(CSP_NONCE_ATTRIBUTE) instanceof String nonce ? nonce : account.policyNonce(request);
    }

    private Markup placed(boolean xhtml, ContentSecurityPolicy.Verdict verdict) {
        Optional<Markup> script =
                config().map(values -> account.script(xhtml, values, wanted, console(), verdict.nonce()));
        placed = script.isPresent();
        placedNonce = verdict.nonce();
        return script.orElse(Markup.NONE);
    }

    /**
     * The same page for the stage behind all other filters. It places the script only where one of these filters compresses
     * the page, so that the stage in front of them cannot: where the response says so, or where an earlier one has shown it.
     */
    public Snippet inside(HttpServletResponse response) {
        return new Inside(response);
    }

    private final class Inside implements Snippet {
        private final HttpServletResponse response;

        Inside(HttpServletResponse response) {
            this.response = response;
        }

        @Override
        public Content content(boolean xhtml, Collection<String> policies) {
            omittedInside = !account.isCompressedInside() && response.getHeader("Content-Encoding") == null;
            if (omittedInside) {
                return Content.NONE;
            }
            Content content = SignedPage.this.content(xhtml, policies);
            placedInside = placed;
            return content;
        }

        @Override
        public Edition edition() {
            return SignedPage.this.edition();
        }

        @Override
        public void leavesThread() {
            SignedPage.this.leavesThread();
        }

        @Override
        public @Nullable Edition omitted(Obstacle obstacle) {
            return null;
        }

        @Override
        public void failed(Throwable failure) {
            SignedPage.this.failed(failure);
        }

        @Override
        public void discarded() {
            SignedPage.this.discarded();
        }
    }

    @Override
    public Edition edition() {
        return account.edition();
    }

    @Override
    public @Nullable Edition omitted(Obstacle obstacle) {
        if (obstacle == Obstacle.ENCODED && (omittedInside || placed)) {
            account.compressedInside();
            return placed ? null : account.unsignedEdition();
        }
        account.tally()
                .unsigned(
                        switch (obstacle) {
                            case NO_PLACE -> Unsigned.NO_PLACE;
                            case FIXED_LENGTH -> Unsigned.FIXED_LENGTH;
                            case ENCODED -> Unsigned.ENCODED;
                        });
        return null;
    }

    @Override
    public void failed(Throwable failure) {
        account.failures().search(failure);
        account.tally().unsigned(Unsigned.ERROR);
    }

    /** Whether the page has its script, so that nothing can be added to it. */
    public boolean isPlaced() {
        return placed;
    }

    /** What was placed was thrown away with the rest of the page and its card, so that the next one needs it again. */
    @Override
    public void discarded() {
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
        account.shareWarnings().judge(getUrl(), wanted, card);
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
            account.shareWarnings().judgeApis(getUrl(), wanted.jsApiList());
        }
        return Optional.of(PageSide.element(PageSide.later(card), placedNonce));
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
        return new PageTag(this, Printable.of(WebAddress.of(getUrl()).path()) + ", wxConfig." + method);
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
        return wanted.debug() ? PageSide.element(warning(text), placedNonce) : "";
    }

    private String console() {
        return wanted.debug() ? remarks.stream().map(SignedPage::warning).collect(Collectors.joining()) : "";
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
        return address().map(PageUrl::value).orElse("");
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
        return config().map(values -> ConfigJson.of(values, wanted)).orElse(null);
    }

    private Optional<WxConfig> config() {
        if (!signed) {
            signed = true;
            config = address().flatMap(account::sign).orElse(null);
        }
        return Optional.ofNullable(config);
    }
}
