package io.github.wxconfig.page;

import io.github.wxconfig.log.Printable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Forwarded headers that a trusted proxy sent and that mean nothing; fit for a log.
 *
 * @param peer the proxy's address
 * @param values the headers that were sent, by name; each printable and bounded
 */
public record MalformedHeaders(String peer, Map<String, String> values) {
    static MalformedHeaders of(HttpServletRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        Stream<String> family = PageUrlReader.isTold(request, "Forwarded")
                ? Stream.of("Forwarded")
                : Stream.of("X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");
        family.filter(name -> PageUrlReader.isTold(request, name)).forEach(name -> {
            String value = String.join(", ", Collections.list(request.getHeaders(name)));
            values.put(name, Printable.of(value));
        });
        return new MalformedHeaders(Printable.of(request.getRemoteAddr()), values);
    }
}
