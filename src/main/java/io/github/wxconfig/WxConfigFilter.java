package io.github.wxconfig;

import io.github.wxconfig.inject.InjectingResponse;
import io.github.wxconfig.script.PageScript;
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
import java.util.List;
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

    /** Where a JSP that fails puts its exception before it forwards to its error page. */
    private static final String JSP_EXCEPTION = "jakarta.servlet.jsp.jspException";

    private final @Nullable List<Settings> settings;
    private @Nullable Accounts accounts;
    private Endpoint hub = (request, response) -> false;

    /** A filter that reads its settings from init-params and the other places that the README names. */
    public WxConfigFilter() {
        this.settings = null;
    }

    /**
     * A filter with these settings, whatever else is set anywhere.
     *
     * @param settings one for each account; which of several signs a page is told by their allowedHosts and paths: the
     *     longest domain, then the closest path
     * @throws InvalidSettingsException where two have the same appId, or take the same pages
     */
    public WxConfigFilter(Settings... settings) {
        this.settings = List.of(settings);
        List<String> mistakes = Accounts.mistakes(this.settings);
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        List<Settings> read;
        try {
            read = settings == null ? SettingsSources.read(config, System.getProperties(), System.getenv()) : settings;
        } catch (InvalidSettingsException e) {
            throw new ServletException(e.getMessage(), e);
        }
        Accounts started = Accounts.start(read, config.getServletContext().getContextPath());
        accounts = started;
        hub = started.hub();
        if (started.isEmpty()) {
            log.info(
                    "wxconfig: no appId is set, so no page is signed (set appId and secret; the README lists the places)");
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            InjectingResponse.forwarded(response);
            forwarded(request, response);
            chain.doFilter(request, response);
        } else if (request instanceof HttpServletRequest page && response instanceof HttpServletResponse answer) {
            if (!hub.answer(page, answer)) {
                sign(page, answer, chain);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    private void sign(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<OfficialAccount> account = accounts == null ? Optional.empty() : accounts.of(request);
        if (account.isPresent()) {
            account.get().filter(request, response, chain);
            return;
        }
        request.setAttribute(PageScript.UNSIGNED_ATTRIBUTE, true);
        if (accounts != null) {
            accounts.passes(request, response);
        }
        chain.doFilter(request, response);
    }

    /** What a tag has put into the page was thrown away with all else, and may never have reached the response. */
    private static void forwarded(ServletRequest request, ServletResponse response) {
        if (!response.isCommitted() && request.getAttribute(PageScript.ATTRIBUTE) instanceof PageScript script) {
            script.forwarded(request.getAttribute(JSP_EXCEPTION));
        }
    }

    @Override
    public void destroy() {
        if (accounts != null) {
            accounts.close();
        }
    }
}
