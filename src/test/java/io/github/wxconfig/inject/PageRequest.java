package io.github.wxconfig.inject;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request that knows its method, path and headers and whether it runs asynchronously, and refuses all other questions. */
final class PageRequest extends HttpServletRequestWrapper {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String method = "GET";
    private String uri = "/";
    private boolean asyncStarted;

    PageRequest() {
        super((HttpServletRequest) Proxy.newProxyInstance(
                PageRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, asked, args) -> {
                    throw new UnsupportedOperationException(asked.getName());
                }));
    }

    PageRequest method(String name) {
        method = name;
        return this;
    }

    PageRequest uri(String path) {
        uri = path;
        return this;
    }

    PageRequest header(String name, String... lines) {
        headers.put(name, List.of(lines));
        return this;
    }

    PageRequest asyncStarted() {
        asyncStarted = true;
        return this;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> lines = headers.getOrDefault(name, List.of());
        return lines.isEmpty() ? null : lines.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(headers.getOrDefault(name, List.of()));
    }

    @Override
    public boolean isAsyncStarted() {
        return asyncStarted;
    }
}
