package io.github.wxconfig;

import io.github.wxconfig.api.WechatApi;
import io.github.wxconfig.credential.Account;
import io.github.wxconfig.credential.BackgroundThread;
import io.github.wxconfig.credential.CurrentTicket;
import io.github.wxconfig.inject.InjectingResponse;
import io.github.wxconfig.inject.RequestGate;
import io.github.wxconfig.script.PageScript;
import io.github.wxconfig.signature.Nonces;
import io.github.wxconfig.signature.Signer;
import io.github.wxconfig.store.EhcacheCredentialStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs every HTML page that the application renders for WeChat, and puts the script with {@code wx.config} at the start
 * of its head. What is not a page passes untouched; a page that cannot be signed is served as it is.
 *
 * <p>The jar maps it to {@code /*} by itself. A filter further in must not compress what it writes, or there is no page
 * to be seen from here. A filter that applies forwarded headers belongs further out.
 */
public final class WxConfigFilter implements Filter {
    private static final Logger log = LoggerFactory.getLogger(WxConfigFilter.class);
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);

    private @Nullable Settings settings;
    private @Nullable PageScripts scripts;
    private @Nullable CurrentTicket ticket;

    /** A filter that reads its settings from init-params and the other places that the README names. */
    public WxConfigFilter() {}

    /** A filter with these settings, whatever else is set anywhere. */
    public WxConfigFilter(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        Settings read = settings;
        try {
            read = read == null ? SettingsSources.read(config, System.getProperties(), System.getenv()) : read;
        } catch (InvalidSettingsException e) {
            throw new ServletException(e.getMessage(), e);
        }
        settings = read;
        Optional<Account> account = read.account();
        if (account.isEmpty()) {
            log.info(
                    "wxconfig: no appId is set, so no page is signed (set appId and secret; the README lists the places)");
            return;
        }
        start(read, account.get());
    }

    /** No call is made and no file is opened on this thread. */
    private void start(Settings read, Account account) {
        InstantSource clock = InstantSource.system();
        CurrentTicket current = new CurrentTicket(
                account.appId(),
                new WechatApi(account, read.tokenEndpoint(), read.apiBaseUrls(), clock),
                new EhcacheCredentialStore(read.storeDirectory()),
                clock,
                new BackgroundThread("wxconfig-" + account.appId()),
                Math::random,
                PATIENCE_AT_START);
        current.start();
        ticket = current;
        scripts = new PageScripts(
                read,
                account.appId(),
                new Signer(account.appId(), current::get, clock, new Nonces()),
                new Editions(current::held, read.script().toString()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            InjectingResponse.forwarded(response);
            chain.doFilter(request, response);
        } else if (scripts != null
                && settings != null
                && request instanceof HttpServletRequest page
                && response instanceof HttpServletResponse answer
                && !settings.exclude().match(page)) {
            doFilter(page, answer, chain, settings, scripts);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void doFilter(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Settings settings,
            PageScripts scripts)
            throws IOException, ServletException {
        boolean wanted = !settings.wechatOnly() || isWechat(request);
        Optional<PageScript> script = wanted ? scripts.of(request) : Optional.empty();
        boolean toBeSeen = script.isPresent() || settings.wechatOnly();
        if (!settings.automatic() || !toBeSeen || !RequestGate.mayBringPage(request, response)) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest seen = scripts.seenByTheApplication(request, script);
        InjectingResponse page = new InjectingResponse(seen, response, scripts.insertion(request, script));
        chain.doFilter(seen, page);
        page.finish();
    }

    private static boolean isWechat(HttpServletRequest request) {
        String userAgent = request.getHeader("User-Agent");
        return userAgent != null && userAgent.toLowerCase(Locale.ROOT).contains("micromessenger");
    }

    @Override
    public void destroy() {
        if (ticket != null) {
            ticket.close();
        }
    }
}
