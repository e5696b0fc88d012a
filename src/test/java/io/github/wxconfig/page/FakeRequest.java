package io.github.wxconfig.page;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A GET request as a container shows it: plain http for {@code backend.internal:8080} from a proxy at {@code 10.0.0.1},
 * until a test says otherwise. What a test does not expect to be asked fails.
 */
public final class FakeRequest {
    private final Map<String, @Nullable Object> answers = new HashMap<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();

    private FakeRequest(String target) {
        int mark = target.indexOf('?');
        answers.put("getRequestURI", mark < 0 ? target : target.substring(0, mark));
        answers.put("getQueryString", mark < 0 ? null : target.substring(mark + 1));
        answers.put("getContextPath", "");
        answers.put("getServletPath", "");
        answers.put("getPathInfo", null);
        answers.put("getProtocol", "HTTP/1.1");
        from("10.0.0.1").sentTo("http", "backend.internal", 8080).arrivingAt(8080);
    }

    /** Asks for this path and query, as they stand in the request line. */
    public static FakeRequest get(String target) {
        return new FakeRequest(target);
    }

    public FakeRequest from(@Nullable String peer) {
        answers.put("getRemoteAddr", peer);
        return this;
    }

    public FakeRequest sentTo(String scheme, @Nullable String host, int port) {
        answers.put("getScheme", scheme);
        answers.put("getServerName", host);
        answers.put("getServerPort", port);
        return this;
    }

    public FakeRequest protocol(String protocol) {
        answers.put("getProtocol", protocol);
        return this;
    }

    /** The port on which the container listens, whatever the browser asked for. */
    public FakeRequest arrivingAt(int port) {
        answers.put("getLocalPort", port);
        return this;
    }

    public FakeRequest within(String contextPath) {
        answers.put("getContextPath", contextPath);
        return this;
    }

    public FakeRequest mappedTo(String servletPath, @Nullable String pathInfo) {
        answers.put("getServletPath", servletPath);
        answers.put("getPathInfo", pathInfo);
        return this;
    }

    /** Adds lines as they are sent, {@code Name: value}, separated by {@code ⏎}. */
    public FakeRequest headers(String block) {
        Stream.of(block.split("⏎")).map(String::strip).forEach(line -> {
            int colon = line.indexOf(':');
            List<String> value = List.of(line.substring(colon + 1).strip());
            headers.merge(name(line.substring(0, colon)), value, FakeRequest::joined);
        });
        return this;
    }

    public FakeRequest attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    public HttpServletRequest build() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this::answer);
    }

    private @Nullable Object answer(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getHeader" -> lines(arguments).stream().findFirst().orElse(null);
            case "getHeaders" -> Collections.enumeration(lines(arguments));
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "setAttribute" -> attributes.put(String.valueOf(arguments[0]), arguments[1]);
            case "getAttribute" -> attributes.get(String.valueOf(arguments[0]));
            default -> answerTo(method);
        };
    }

    private @Nullable Object answerTo(Method method) {
        if (!answers.containsKey(method.getName())) {
            throw new UnsupportedOperationException(method.toString());
        }
        return answers.get(method.getName());
    }

    private List<String> lines(Object[] arguments) {
        return headers.getOrDefault(name(String.valueOf(arguments[0])), List.of());
    }

    private static String name(String header) {
        return header.toLowerCase(Locale.ROOT);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
