package io.github.wxconfig.response;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request that knows its method, path and headers and whether it runs asynchronously, and refuses all other questions. */
final class BareRequest extends HttpServletRequestWrapper {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String method = "GET";
    private String uri = "/";
    private boolean asyncStarted;

    BareRequest() {
        super(refusing(HttpServletRequest.class));
    }

    private static <T> T refusing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                BareRequest.class.getClassLoader(), new Class<?>[] {type}, (proxy, asked, args) -> {
                    throw new UnsupportedOperationException(asked.getName());
                }));
    }

    BareRequest method(String name) {
        method = name;
        return this;
    }

    BareRequest uri(String path) {
        uri = path;
        return this;
    }

    BareRequest header(String name, String... lines) {
        headers.put(name, List.of(lines));
        return this;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
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
    public long getDateHeader(String name) {
        String date = getHeader(name);
        if (date == null) {
            return -1;
        }
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(date, e);
        }
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public AsyncContext startAsync() {
        asyncStarted = true;
        return refusing(AsyncContext.class);
    }

    @Override
    public boolean isAsyncStarted() {
        return asyncStarted;
    }
}
