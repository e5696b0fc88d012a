package io.github.wxconfig;

import io.github.wxconfig.inject.ConditionalRequest;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.script.PageScript;
import io.github.wxconfig.signature.Signer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Gives each request its script, as the request attribute that the filter, tags and templates share. It is made in the
 * first dispatch, when the container still shows the browser's URL, and serves all later ones.
 */
final class PageScripts {
    private final Settings settings;
    private final String appId;
    private final PageUrlReader pages;
    private final Signer signer;
    private final Editions editions;
    private final PolicyWarnings warnings = new PolicyWarnings();

    PageScripts(Settings settings, String appId, Signer signer, Editions editions) {
        this.settings = settings;
        this.appId = appId;
        this.pages = new PageUrlReader(settings.publicBaseUrl(), settings.trustedProxies());
        this.signer = signer;
        this.editions = editions;
    }

    /** The script, or nothing where this page is not to be signed. */
    Optional<PageScript> of(HttpServletRequest request) {
        if (request.getAttribute(PageScript.ATTRIBUTE) instanceof PageScript script) {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                script.withdraw();
            }
            return Optional.of(script);
        }
        Optional<PageScript> script =
                pages.read(request).filter(settings.allowedHosts()::admits).map(this::unsigned);
        script.ifPresent(made -> request.setAttribute(PageScript.ATTRIBUTE, made));
        return script;
    }

    /** The request without the conditions that only a copy with an older script would meet. */
    HttpServletRequest seenByTheApplication(HttpServletRequest request, Optional<PageScript> script) {
        return script.isPresent() ? ConditionalRequest.of(request, editions.get()) : request;
    }

    /** What goes into the page that answers this request. */
    ScriptInsertion insertion(HttpServletRequest request, Optional<PageScript> script) {
        Admission admission = new Admission(request, settings.cspNonce(), warnings);
        return new ScriptInsertion(script, editions, settings.wechatOnly(), admission);
    }

    private PageScript unsigned(PageUrl page) {
        return new PageScript(appId, page.value(), settings.script(), () -> signer.sign(page));
    }
}
