package io.github.wxconfig;

import io.github.wxconfig.log.Logs;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Signs every HTML page that the application renders for WeChat, and puts the script with {@code wx.config} at the start
 * of its head. What is not a page passes untouched; a page that cannot be signed is served as it is.
 *
 * <p>The jar registers it for {@code /*} by itself, with a second stage behind the application's filters for the pages that
 * one of them compresses ({@link WxConfigInitializer}). Where the application registers it, there is no second stage: then a
 * filter that compresses belongs further out, as one that applies forwarded headers does.
 */
public final class WxConfigFilter implements Filter {
    private static final Logger log = Logs.of(WxConfigFilter.class);

    private volatile @Nullable List<Settings> settings;
    private List<AccountFilter> accounts = List.of();

    /**
     * A filter that reads its settings from init-params and the other places that the manual names, and serves all accounts
     * that are set there.
     */
    public WxConfigFilter() {
        this.settings = null;
    }

    /** A filter for several accounts, the one with the narrowest hosts and paths first. */
    WxConfigFilter(List<Settings> settings) {
        this.settings = settings;
    }

    /** A filter with these settings, whatever else is set anywhere. Several accounts in code are several filters. */
    public WxConfigFilter(Settings settings) {
        this(List.of(settings));
    }

    /** Takes the place of all other settings. To be called before the container calls {@link #init}. */
    void use(List<Settings> others) {
        settings = others;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        List<Settings> given = settings;
        accounts = (given == null ? read(config) : given)
                .stream()
                        .flatMap(each -> AccountFilter.start(each, config.getServletContext()).stream())
                        .toList();
        if (accounts.isEmpty()) {
            log.info(
                    "wxconfig: no appId is set, so no page is signed (set appId and secret; the manual lists the places)");
        }
    }

    private static List<Settings> read(FilterConfig config) throws ServletException {
        try {
            return Settings.read(config, System.getProperties(), System.getenv());
        } catch (InvalidSettingsException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest page && response instanceof HttpServletResponse answer) {
            doFilter(0, page, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void doFilter(int index, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (index < accounts.size()) {
            FilterChain rest = (next, answer) ->
                    doFilter(index + 1, (HttpServletRequest) next, (HttpServletResponse) answer, chain);
            accounts.get(index).doFilter(request, response, rest);
        } else if (!Endpoint.answerLeft(request, response)) {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        accounts.forEach(AccountFilter::close);
        accounts = List.of();
    }
}
