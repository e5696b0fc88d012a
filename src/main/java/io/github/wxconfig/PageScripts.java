package io.github.wxconfig;

import io.github.wxconfig.inject.ConditionalRequest;
import io.github.wxconfig.inject.InjectingResponse;
import io.github.wxconfig.inject.KnownPrologs;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.script.AccountScript;
import io.github.wxconfig.script.ContentSecurityPolicy;
import io.github.wxconfig.script.PageScript;
import io.github.wxconfig.script.Place;
import io.github.wxconfig.signature.Signer;
import io.github.wxconfig.signature.WxConfig;
import io.github.wxconfig.watch.AccountTally;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request its script, as the request attribute that the filter, tags and templates share. It is made in the
 * first dispatch, when the container still shows the browser's URL, and serves all later ones.
 */
final class PageScripts {
    private final Settings settings;
    private final AccountScript account;
    private final PageUrlReader pages;
    private final Signer signer;
    private final Editions editions;
    private final AddressWarnings warnings = new AddressWarnings();
    private final PageFailures failures = new PageFailures();
    private final AccountTally tally;
    private final KnownPrologs prologs = new KnownPrologs();

    /** @param script what every page's script is made of */
    PageScripts(Settings settings, AccountScript script, Signer signer, Editions editions, AccountTally tally) {
        this.settings = settings;
        this.account = script;
        this.pages = new PageUrlReader(settings.publicBaseUrl(), settings.trustedProxies(), warnings::tell);
        this.signer = signer;
        this.editions = editions;
        this.tally = tally;
    }

    /** The page as the browser shows its address, to be read in the first dispatch. */
    Optional<PageUrl> page(HttpServletRequest request) {
        return pages.read(request);
    }

    /** How many requests had forwarded headers that could not be understood. */
    long malformed() {
        return pages.malformed();
    }

    /** The script, or nothing where this page is not to be signed. */
    Optional<PageScript> of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(PageScript.ATTRIBUTE) instanceof PageScript script) {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                script.startOver();
            }
            return Optional.of(script);
        }
        Optional<PageUrl> page = pages.read(request);
        if (page.isEmpty() || !isAllowed(page.get())) {
            return Optional.empty();
        }
        PageScript script = unsigned(page.get(), request, response);
        request.setAttribute(PageScript.ATTRIBUTE, script);
        return Optional.of(script);
    }

    /** The request without the conditions that only a copy with an older script would meet. */
    HttpServletRequest seenByTheApplication(HttpServletRequest request, Optional<PageScript> script) {
        return script.isPresent() ? ConditionalRequest.of(request, editions) : request;
    }

    /** The response into whose page the script goes. */
    InjectingResponse injecting(HttpServletRequest request, HttpServletResponse response, Optional<PageScript> script) {
        return new InjectingResponse(
                request,
                response,
                new ScriptInsertion(script, editions, settings.wechatOnly(), tally, failures),
                prologs);
    }

    /** Tells once of a host whose pages nobody signs. */
    void tellOfHost(HttpServletRequest request) {
        page(request).ifPresent(warnings::tell);
    }

    private boolean isAllowed(PageUrl page) {
        boolean allowed = settings.allowedHosts().admits(page);
        if (!allowed) {
            warnings.tell(page);
        }
        return allowed;
    }

    /** The script of a page, which is signed when somebody reads it. */
    PageScript unsigned(PageUrl page, HttpServletRequest request, HttpServletResponse response) {
        return new PageScript(account, new ServedPage(this, page, request, response));
    }

    private record ServedPage(
            PageScripts site, PageUrl address, HttpServletRequest request, HttpServletResponse response)
            implements PageScript.Page {
        @Override
        public String url() {
            return address.value();
        }

        @Override
        public Optional<WxConfig> sign() {
            return site.tally.signed(site.signer.sign(address));
        }

        @Override
        public Optional<Place> here() {
            return Place.in(response.getContentType(), response.getHeaders(ContentSecurityPolicy.HEADER));
        }

        @Override
        public @Nullable String policyNonce() {
            return request.getAttribute(PageScript.CSP_NONCE_ATTRIBUTE) instanceof String nonce
                    ? nonce
                    : site.failures.nonce(site.settings.cspNonce(), request);
        }
    }
}
