package io.github.wxconfig.page;

import static jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI;
import static jakarta.servlet.RequestDispatcher.FORWARD_CONTEXT_PATH;
import static jakarta.servlet.RequestDispatcher.FORWARD_PATH_INFO;
import static jakarta.servlet.RequestDispatcher.FORWARD_QUERY_STRING;
import static jakarta.servlet.RequestDispatcher.FORWARD_REQUEST_URI;
import static jakarta.servlet.RequestDispatcher.FORWARD_SERVLET_PATH;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the browser asked for, though a filter or the container may have forwarded the request since: a container's own
 * form login, and its error pages, are seen by filters as a forward only. What was asked for is then in attributes (Servlet
 * specification 6.0, section 9.4.2).
 *
 * @param uri the raw path
 * @param query the raw query; null: none
 */
record RequestTarget(String uri, @Nullable String query, String contextPath) {
    static RequestTarget of(HttpServletRequest request) {
        String forwarded = text(request, FORWARD_REQUEST_URI);
        if (forwarded != null) {
            String contextPath = text(request, FORWARD_CONTEXT_PATH);
            return new RequestTarget(
                    forwarded,
                    text(request, FORWARD_QUERY_STRING),
                    contextPath == null ? request.getContextPath() : contextPath);
        }
        String failed = text(request, ERROR_REQUEST_URI);
        return new RequestTarget(
                failed == null ? request.getRequestURI() : failed, request.getQueryString(), request.getContextPath());
    }

    /** Its decoded path below the context root. */
    static String pathBelowRoot(HttpServletRequest request) {
        String forwarded = text(request, FORWARD_SERVLET_PATH);
        if (forwarded != null) {
            return joined(forwarded, text(request, FORWARD_PATH_INFO));
        }
        try {
            return joined(request.getServletPath(), request.getPathInfo());
        } catch (IllegalArgumentException jettyRefusesToDecode) {
            return request.getRequestURI().substring(request.getContextPath().length());
        }
    }

    private static String joined(String servletPath, @Nullable String pathInfo) {
        return pathInfo == null ? servletPath : servletPath + pathInfo;
    }

    private static @Nullable String text(HttpServletRequest request, String attribute) {
        return request.getAttribute(attribute) instanceof String text ? text : null;
    }
}
