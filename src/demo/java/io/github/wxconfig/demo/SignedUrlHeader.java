package io.github.wxconfig.demo;

import io.github.wxconfig.script.SignedPage;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Tells a static page, which cannot print it, which address was signed: as a {@code Server-Timing} header. */
public final class SignedUrlHeader implements Filter {
    /** Made by the container. */
    public SignedUrlHeader() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(SignedPage.ATTRIBUTE) instanceof SignedPage script) {
            String url = URLEncoder.encode(script.getUrl(), StandardCharsets.UTF_8);
            ((HttpServletResponse) response).addHeader("Server-Timing", "signed;desc=\"" + url + "\"");
        }
        chain.doFilter(request, response);
    }
}
