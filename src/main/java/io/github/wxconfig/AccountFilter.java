package io.github.wxconfig;

import static io.github.wxconfig.config.SettingsTable.ALLOWED_HOSTS;
import static io.github.wxconfig.config.SettingsTable.APP_ID;
import static io.github.wxconfig.config.SettingsTable.EXCLUDE;
import static io.github.wxconfig.config.SettingsTable.INJECT;
import static io.github.wxconfig.config.SettingsTable.PATHS;
import static io.github.wxconfig.config.SettingsTable.PUBLIC_BASE_URL;
import static io.github.wxconfig.config.SettingsTable.TRUSTED_PROXIES;

import io.github.wxconfig.metrics.AccountMetrics;
import io.github.wxconfig.metrics.CountedIssuer;
import io.github.wxconfig.page.AllowedHosts;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.page.PathPatterns;
import io.github.wxconfig.response.PageResponse;
import io.github.wxconfig.response.RequestGate;
import io.github.wxconfig.script.Refusals;
import io.github.wxconfig.script.SignedPage;
import io.github.wxconfig.script.SignedPages;
import io.github.wxconfig.script.Unsigned;
import io.github.wxconfig.ticket.BackgroundThread;
import io.github.wxconfig.ticket.CredentialIssuer;
import io.github.wxconfig.ticket.CurrentTicket;
import io.github.wxconfig.ticket.Nonces;
import io.github.wxconfig.ticket.Signer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account at work in one application, and what it does to a request. Whether a page is the account's is decided in the
 * first dispatch, when the container still shows the browser's address, and holds for all later ones. Knows of no other
 * account: a page that an outer filter has taken is not this one's.
 */
final class AccountFilter implements AutoCloseable {
    /** Says in {@link SignedPage#UNSIGNED_ATTRIBUTE} that the log names the page's host. */
    private static final String TOLD = "told";

    /** Where a JSP that fails puts its exception before it forwards to its error page. */
    private static final String JSP_EXCEPTION = "jakarta.servlet.jsp.jspException";

    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);

    private final boolean inject;
    private final PathPatterns paths;
    private final PathPatterns exclude;
    private final AllowedHosts allowedHosts;
    private final CurrentTicket ticket;
    private final SignedPages pages;
    private final AccountMetrics metrics;
    private final AddressWarnings warnings;
    private final Map<String, Endpoint> endpoints;
    /** The name of the request attribute with this account's decision about the page. */
    private final String decision;

    private AccountFilter(
            Settings settings,
            CurrentTicket ticket,
            SignedPages pages,
            AccountMetrics metrics,
            AddressWarnings warnings,
            Map<String, Endpoint> endpoints) {
        this.inject = settings.get(INJECT);
        this.paths = settings.get(PATHS);
        this.exclude = settings.get(EXCLUDE);
        this.allowedHosts = settings.get(ALLOWED_HOSTS);
        this.ticket = ticket;
        this.pages = pages;
        this.metrics = metrics;
        this.warnings = warnings;
        this.endpoints = endpoints;
        this.decision = "wxconfig.page." + settings.get(APP_ID).orElseThrow();
    }

    /** Why a page is not this account's to sign. */
    private enum Passing {
        /** It is none, or another account's. */
        NOT_OURS,
        EXCLUDED,
        OTHER_HOST
    }

    /** Begins to look for a ticket; no call is made and no file is opened on this thread. Nothing without an appId. */
    static Optional<AccountFilter> start(Settings settings, ServletContext context) {
        InstantSource clock = InstantSource.system();
        return settings.issuer(clock).map(issuer -> start(settings, issuer, context.getContextPath(), clock));
    }

    private static AccountFilter start(
            Settings settings, CredentialIssuer issuer, String contextPath, InstantSource clock) {
        String appId = settings.get(APP_ID).orElseThrow();
        AddressWarnings warnings = new AddressWarnings();
        PageUrlReader addresses = new PageUrlReader(
                settings.get(PUBLIC_BASE_URL).orElse(null), settings.get(TRUSTED_PROXIES), warnings::tell);
        AccountMetrics metrics = new AccountMetrics(appId, contextPath, addresses::malformed, clock);
        CurrentTicket ticket = new CurrentTicket(
                appId,
                new CountedIssuer(issuer, metrics),
                settings.store(),
                clock,
                new BackgroundThread("wxconfig-" + appId),
                Math::random,
                PATIENCE_AT_START);
        metrics.register(ticket);
        SignedPages pages = new SignedPages(
                appId,
                settings.script(contextPath),
                settings.root(contextPath),
                addresses,
                new Signer(appId, ticket::get, clock, new Nonces()),
                ticket::held,
                settings.cspNonce(),
                metrics,
                clock);
        Map<String, Endpoint> endpoints = Stream.of(
                        Hub.of(settings, ticket, clock).stream(),
                        SignEndpoint.of(settings, pages, new Refusals(metrics, ticket::doubt, clock)).stream(),
                        ScriptFile.of(pages),
                        DomainVerification.of(settings, contextPath))
                .<Endpoint>flatMap(Function.identity())
                .collect(Collectors.toMap(Endpoint::path, Function.identity(), (first, second) -> first));
        ticket.start();
        return new AccountFilter(settings, ticket, pages, metrics, warnings, endpoints);
    }

    void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            Endpoint endpoint = endpoints.get(PathPatterns.path(request));
            if (endpoint != null && endpoint.answer(request, response)) {
                return;
            }
        }
        boolean forward = request.getDispatcherType() == DispatcherType.FORWARD;
        if (forward) {
            PageResponse.forwarded(response);
        }
        boolean first = request.getAttribute(decision) == null;
        SignedPage page = page(request, response);
        if (page != null && inject && RequestGate.mayWrap(request, response)) {
            PageResponse wrapped = new PageResponse(request, response, page);
            chain.doFilter(wrapped.request(), wrapped);
            wrapped.finish();
        } else {
            chain.doFilter(request, response);
            if (page != null && !inject && !forward && !request.isAsyncStarted()) {
                page.finishManually();
            }
        }
        if (forward) {
            PageResponse.forwardEnds(response);
        }
        if (first && page == null) {
            passed(request);
        }
    }

    /** The page, if it is this account's; what was decided about it in an earlier dispatch holds. */
    private @Nullable SignedPage page(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(SignedPage.ATTRIBUTE) instanceof SignedPage page) {
            return page.isOf(pages) ? again(page, request, response) : null;
        }
        if (request.getAttribute(decision) != null) {
            return null;
        }
        Optional<Passing> passing = passing(request);
        if (passing.isPresent()) {
            request.setAttribute(decision, passing.get());
            request.setAttribute(SignedPage.UNSIGNED_ATTRIBUTE, passing.get());
            return null;
        }
        SignedPage page = pages.page(request, response);
        request.setAttribute(SignedPage.ATTRIBUTE, page);
        return page;
    }

    /** What an earlier dispatch has put into the page is gone. */
    private static SignedPage again(SignedPage page, HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            page.startOver();
        } else if (request.getDispatcherType() == DispatcherType.FORWARD && !response.isCommitted()) {
            page.forwarded(request.getAttribute(JSP_EXCEPTION));
        }
        return page;
    }

    private Optional<Passing> passing(HttpServletRequest request) {
        if (RequestGate.isPart(request) || !paths.match(request)) {
            return Optional.of(Passing.NOT_OURS);
        }
        if (exclude.match(request)) {
            return Optional.of(Passing.EXCLUDED);
        }
        return allowedHosts.domains().isEmpty()
                        || pages.address(request).filter(allowedHosts::admits).isPresent()
                ? Optional.empty()
                : Optional.of(Passing.OTHER_HOST);
    }

    /** Counts what passed unsigned, and logs a host that no account took; the innermost account does so for all. */
    private void passed(HttpServletRequest request) {
        Object why = request.getAttribute(decision);
        if (why == Passing.EXCLUDED && RequestGate.isNavigation(request)) {
            metrics.unsigned(Unsigned.EXCLUDED);
        }
        if (why == Passing.OTHER_HOST
                && request.getAttribute(SignedPage.ATTRIBUTE) == null
                && request.getAttribute(SignedPage.UNSIGNED_ATTRIBUTE) != TOLD) {
            request.setAttribute(SignedPage.UNSIGNED_ATTRIBUTE, TOLD);
            metrics.unsigned(Unsigned.OTHER_HOST);
            pages.address(request).ifPresent(warnings::tell);
        }
    }

    @Override
    public void close() {
        metrics.close();
        ticket.close();
    }
}
