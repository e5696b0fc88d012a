package io.github.wxconfig;

import io.github.wxconfig.response.PageResponse;
import io.github.wxconfig.script.SignedPage;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The stage behind all other filters: sees a page before a filter of the application compresses it. Where no other filter
 * has wrapped the response, there is nothing to do.
 */
final class InnerFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (PageResponse.isBehindOthers(response)
                && request.getAttribute(SignedPage.ATTRIBUTE) instanceof SignedPage page
                && request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer) {
            PageResponse inner = PageResponse.inner(asked, answer, page.inside(answer));
            chain.doFilter(inner.request(), inner);
            inner.finish();
        } else {
            chain.doFilter(request, response);
        }
    }
}
