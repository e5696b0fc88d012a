package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter's init-params, and the context-params and files of its application. */
public final class FakeFilterConfig implements FilterConfig {
    private final Map<String, String> initParams = new HashMap<>();
    private final Map<String, String> contextParams = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    public FakeFilterConfig initParam(String name, String value) {
        initParams.put(name, value);
        return this;
    }

    public FakeFilterConfig contextParam(String name, String value) {
        contextParams.put(name, value);
        return this;
    }

    public FakeFilterConfig file(String path, String content) {
        files.put(path, content);
        return this;
    }

    @Override
    public String getFilterName() {
        return "wxconfig";
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return initParams.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(initParams.keySet());
    }

    @Override
    public ServletContext getServletContext() {
        return (ServletContext) Proxy.newProxyInstance(
                FakeFilterConfig.class.getClassLoader(), new Class<?>[] {ServletContext.class}, this::answer);
    }

    private @Nullable Object answer(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getInitParameter" -> contextParams.get(String.valueOf(arguments[0]));
            case "getInitParameterNames" -> Collections.enumeration(contextParams.keySet());
            case "getResourceAsStream" -> {
                String content = files.get(String.valueOf(arguments[0]));
                yield content == null ? null : new ByteArrayInputStream(content.getBytes(UTF_8));
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }
}
