package io.github.wxconfig;

import io.github.wxconfig.credential.BackgroundThread;
import io.github.wxconfig.credential.CredentialIssuer;
import io.github.wxconfig.credential.CurrentTicket;
import io.github.wxconfig.inject.InjectingResponse;
import io.github.wxconfig.inject.RequestGate;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.page.PathPatterns;
import io.github.wxconfig.page.PublicBaseUrl;
import io.github.wxconfig.script.AccountScript;
import io.github.wxconfig.script.PageScript;
import io.github.wxconfig.script.ScriptOptions;
import io.github.wxconfig.signature.Nonces;
import io.github.wxconfig.signature.Signer;
import io.github.wxconfig.watch.AccountReport;
import io.github.wxconfig.watch.AccountTally;
import io.github.wxconfig.watch.CountedIssuer;
import io.github.wxconfig.watch.Registration;
import io.github.wxconfig.watch.Unsigned;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** An account at work in this application: its settings, its ticket, and what both do to a request. */
final class OfficialAccount implements AutoCloseable {
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);
    /** Says that a request passes untouched, also in its later dispatches, which show another path. */
    private static final String UNTOUCHED = "untouched";

    private final Settings settings;
    private final CurrentTicket ticket;
    private final PageScripts scripts;
    private final Optional<Hub.Desk> desk;
    private final Optional<SignEndpoint> signing;
    private final AccountTally tally;
    private final Registration registration;
    private final boolean takesEveryPath;

    private OfficialAccount(Settings settings, CurrentTicket ticket, PageScripts scripts, AccountReport report) {
        this.signing = settings.signPath().map(path -> new SignEndpoint(path, settings.allowedHosts(), scripts));
        this.settings = settings;
        this.takesEveryPath = settings.paths().sharedWith(PathPatterns.any()).isPresent();
        this.ticket = ticket;
        this.scripts = scripts;
        this.tally = report.tally();
        this.registration = Registration.of(report);
        this.desk = settings.hub()
                .map(access -> new Hub.Desk(
                        settings.appId().orElseThrow(),
                        access,
                        new PageUrlReader(null, settings.trustedProxies(), malformed -> {}),
                        ticket));
    }

    /**
     * Begins to look for a ticket. No call is made and no file is opened on this thread.
     *
     * @param contextPath of the application
     */
    static OfficialAccount start(
            Settings settings, String appId, CredentialIssuer issuer, InstantSource clock, String contextPath) {
        ScriptOptions options = settings.script(contextPath);
        AccountTally tally = new AccountTally(clock);
        CurrentTicket ticket = new CurrentTicket(
                appId,
                new CountedIssuer(issuer, tally),
                settings.store(),
                clock,
                new BackgroundThread("wxconfig-" + appId),
                Math::random,
                PATIENCE_AT_START);
        settings.hub().ifPresent(hub -> ticket.keepToken());
        ticket.start();
        PageScripts scripts = new PageScripts(
                settings,
                new AccountScript(appId, options),
                new Signer(appId, ticket::get, clock, new Nonces()),
                new Editions(ticket::held, options),
                tally);
        return new OfficialAccount(
                settings,
                ticket,
                scripts,
                new AccountReport(appId, contextPath, ticket, tally, scripts::malformed, clock));
    }

    /** Its place in the hub, where it has one. */
    Optional<Hub.Desk> desk() {
        return desk;
    }

    boolean takesEveryPath() {
        return takesEveryPath;
    }

    /** How closely its paths match the one of this request; nothing where they do not. */
    OptionalInt closenessOfPath(HttpServletRequest request) {
        return settings.paths().closeness(request);
    }

    /** How closely its domains name the host that the browser shows; nothing where they do not. */
    OptionalInt closenessOfDomain(HttpServletRequest request) {
        return scripts.page(request)
                .map(page -> settings.allowedHosts().closeness(page))
                .orElse(OptionalInt.empty());
    }

    /** The address that this request has this account sign, where it asks for that. */
    Optional<PageUrl> asked(HttpServletRequest request) {
        return signing.flatMap(endpoint -> endpoint.asked(request));
    }

    /** How closely its paths match that address; nothing where they do not. */
    OptionalInt closenessOfPath(PageUrl asked, HttpServletRequest request) {
        PublicBaseUrl base = settings.publicBaseUrl();
        return settings.paths().closeness(asked, base == null ? request.getContextPath() : base.path());
    }

    /** How closely its domains name the host of that address; nothing where they do not. */
    OptionalInt closenessOfDomain(PageUrl asked) {
        return settings.allowedHosts().closeness(asked);
    }

    /** Tells once of the host that the browser shows, which is none of an account's. */
    void tellOfHost(HttpServletRequest request) {
        scripts.tellOfHost(request);
    }

    /** Lets the request pass, and signs the page that answers it. */
    void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (signing.isPresent() && signing.get().answer(request, response)) {
            return;
        }
        if (passesUntouched(request, response)) {
            request.setAttribute(PageScript.UNSIGNED_ATTRIBUTE, UNTOUCHED);
            chain.doFilter(request, response);
            return;
        }
        boolean wanted = !settings.wechatOnly() || isWechat(request);
        Optional<PageScript> script = wanted ? scripts.of(request, response) : Optional.empty();
        if (script.isEmpty()) {
            request.setAttribute(PageScript.UNSIGNED_ATTRIBUTE, true);
            if (settings.automatic()) {
                passes(wanted ? Unsigned.OTHER_HOST : Unsigned.OTHER_BROWSER, request, response);
            }
        }
        boolean toBeSeen = script.isPresent() || settings.wechatOnly();
        if (!settings.automatic() || !toBeSeen || !RequestGate.mayBringPage(request, response)) {
            chain.doFilter(request, response);
            if (!settings.automatic() && !request.isAsyncStarted()) {
                script.ifPresent(PageScript::finishManually);
            }
            return;
        }
        HttpServletRequest seen = scripts.seenByTheApplication(request, script);
        InjectingResponse page = scripts.injecting(seen, response, script);
        chain.doFilter(seen, page);
        page.finish();
    }

    private boolean passesUntouched(HttpServletRequest request, HttpServletResponse response) {
        if (UNTOUCHED.equals(request.getAttribute(PageScript.UNSIGNED_ATTRIBUTE)) || RequestGate.isForPart(request)) {
            return true;
        }
        boolean excluded = settings.exclude().match(request);
        if (excluded) {
            passes(Unsigned.EXCLUDED, request, response);
        }
        return excluded;
    }

    /** Counts a request for a page that nobody signs, once however often it is dispatched. */
    void passes(Unsigned reason, HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && !RequestGate.isForPart(request)
                && RequestGate.mayBringPage(request, response)) {
            tally.unsigned(reason);
        }
    }

    private static boolean isWechat(HttpServletRequest request) {
        String userAgent = request.getHeader("User-Agent");
        return userAgent != null && userAgent.toLowerCase(Locale.ROOT).contains("micromessenger");
    }

    @Override
    public void close() {
        registration.close();
        ticket.close();
    }
}
