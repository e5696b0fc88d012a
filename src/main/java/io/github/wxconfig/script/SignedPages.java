package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.response.Edition;
import io.github.wxconfig.response.Markup;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Signer;
import io.github.wxconfig.ticket.WxConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the pages of one account have in common, and where each of them is made. Safe for use by many threads. */
public final class SignedPages {
    private static final int EDITION_LENGTH = 12;
    private static final String DIRECTORY = "/wxconfig/";

    private final String appId;
    private final ScriptOptions options;
    private final PageUrlReader addresses;
    private final Signer signer;
    private final Supplier<Optional<Credential>> ticket;
    private final Function<HttpServletRequest, @Nullable String> policyNonce;
    private final PageTally tally;
    private final InstantSource clock;
    private final PolicyWarnings policyWarnings = new PolicyWarnings();
    private final ShareWarnings shareWarnings = new ShareWarnings();
    private final Remarks remarks = new Remarks(new LogLimit());
    private final PageFailures failures = new PageFailures();
    private final String root;
    private final PageSide.More more;
    private final PageSide.More moreWithDebug;
    private final PageSide pageSide;
    private volatile @Nullable NamedEdition lastEdition;
    private volatile boolean compressedInside;

    /**
     * The pages of one account.
     *
     * @param options of every page that asks for nothing else
     * @param root the path of the context root as browsers see it
     * @param ticket the ticket in use; does not wait for one
     * @param policyNonce names a page's nonce where its request does not
     */
    public SignedPages(
            String appId,
            ScriptOptions options,
            String root,
            PageUrlReader addresses,
            Signer signer,
            Supplier<Optional<Credential>> ticket,
            Function<HttpServletRequest, @Nullable String> policyNonce,
            PageTally tally,
            InstantSource clock) {
        this.appId = appId;
        this.options = options;
        this.addresses = addresses;
        this.signer = signer;
        this.ticket = ticket;
        this.policyNonce = policyNonce;
        this.tally = tally;
        this.clock = clock;
        this.root = root;
        this.more = PageSide.More.of(options.withDebug(false));
        this.moreWithDebug = PageSide.More.of(options.withDebug(true));
        this.pageSide = pageSide(options);
    }

    private record NamedEdition(Credential ticket, Edition edition) {}

    /** A page came out of the application compressed, by a filter of its own. */
    void compressedInside() {
        compressedInside = true;
    }

    boolean isCompressedInside() {
        return compressedInside;
    }

    /** The page that answers this request, whose address is read when it is needed. */
    public SignedPage page(HttpServletRequest request, HttpServletResponse response) {
        return new SignedPage(this, null, request, response);
    }

    /** The same for another address than the request's own. */
    public SignedPage page(PageUrl address, HttpServletRequest request, HttpServletResponse response) {
        return new SignedPage(this, address, request, response);
    }

    /** The address under which the browser asked for this; nothing where it cannot be told. */
    public Optional<PageUrl> address(HttpServletRequest request) {
        return addresses.read(request);
    }

    private PageSide pageSide(ScriptOptions wanted) {
        return new PageSide(appId, wanted, moreUrl(wanted));
    }

    /** The address of the file that some pages load, as browsers see it. */
    String moreUrl(ScriptOptions wanted) {
        return root + DIRECTORY + (wanted.debug() ? moreWithDebug : more).name();
    }

    String appId() {
        return appId;
    }

    ScriptOptions options() {
        return options;
    }

    /** The JavaScript files that some pages load, in ASCII, by their paths below the context root. */
    public Map<String, String> files() {
        return Map.of(DIRECTORY + more.name(), more.text(), DIRECTORY + moreWithDebug.name(), moreWithDebug.text());
    }

    PolicyWarnings policyWarnings() {
        return policyWarnings;
    }

    ShareWarnings shareWarnings() {
        return shareWarnings;
    }

    Remarks remarks() {
        return remarks;
    }

    PageFailures failures() {
        return failures;
    }

    PageTally tally() {
        return tally;
    }

    @Nullable String policyNonce(HttpServletRequest request) {
        return failures.nonce(policyNonce, request);
    }

    /** Counts the page as well. */
    Optional<WxConfig> sign(PageUrl page) {
        Optional<WxConfig> values = signer.sign(page);
        if (values.isPresent()) {
            tally.signed();
        } else {
            tally.unsigned(Unsigned.NO_TICKET);
        }
        return values;
    }

    /**
     * The edition of a page that is written now: all with the same ticket, the same settings and the same version of the
     * library. Its name is a digest, from which the ticket cannot be told.
     */
    Edition edition() {
        Optional<Credential> held = ticket.get();
        if (held.isEmpty()) {
            return unsignedEdition();
        }
        Credential current = held.get();
        NamedEdition named = lastEdition;
        if (named == null || !named.ticket().equals(current)) {
            named = new NamedEdition(
                    current, new Edition(editionName(current), current.issuedAt(), current.expiresAt()));
            lastEdition = named;
        }
        return named.edition();
    }

    /** That of a page which could not be signed now, and can be soon. */
    Edition unsignedEdition() {
        return Edition.unsigned(clock.instant());
    }

    private String editionName(Credential held) {
        try {
            String version = String.valueOf(SignedPages.class.getPackage().getImplementationVersion());
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((held.value() + '\n' + options + '\n' + version).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, EDITION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * The script elements of a page.
     *
     * @param after statements that follow
     */
    Markup script(boolean xhtml, WxConfig values, ScriptOptions wanted, String after, Optional<String> nonce) {
        PageSide wantedSide = wanted.equals(options) ? pageSide : pageSide(wanted);
        return wantedSide.elements(values, xhtml, after, nonce);
    }
}
