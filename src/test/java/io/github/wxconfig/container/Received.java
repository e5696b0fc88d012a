package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.ReceivedPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * An answer, decompressed.
 *
 * @param uri after all redirects
 * @param headers but for those of framing, time and caches, which a signed page has of its own
 */
record Received(URI uri, int status, Map<String, String> headers, String text) {
    private static final Set<String> NOT_COMPARED = Set.of(
            "accept-ranges",
            "cache-control",
            "connection",
            "content-length",
            "date",
            "etag",
            "expires",
            "keep-alive",
            "last-modified",
            "retry-after",
            "transfer-encoding");

    /** What an application makes up anew for each visitor. */
    private static final Pattern RANDOM = Pattern.compile(
            "(?<=jsessionid=)[\\w.]+|(?<='nonce-)[^']+|(?<=<input[^>]{0,99} type=\"hidden\" )[^>]*",
            Pattern.CASE_INSENSITIVE);

    static Received of(HttpResponse<byte[]> response) throws IOException {
        boolean compressed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        byte[] body = compressed
                ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
                : response.body();
        Map<String, String> headers = new TreeMap<>(response.headers().map().entrySet().stream()
                .filter(header -> !NOT_COMPARED.contains(header.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> header.getKey().equals("set-cookie")
                                ? header.getValue().stream()
                                        .map(cookie -> cookie.replaceFirst("=[^;]*", "="))
                                        .toList()
                                        .toString()
                                : header.getValue().toString())));
        return new Received(response.uri(), response.statusCode(), headers, new String(body, UTF_8));
    }

    Received withoutScript() {
        return new Received(uri, status, headers, new ReceivedPage(text).withoutScript());
    }

    /** All that has to be the same in every deployment of the application. */
    String comparable(String variant) {
        String all = uri.getRawPath() + "?" + uri.getRawQuery() + "\n" + status + "\n" + headers + "\n" + text;
        return RANDOM.matcher(all).replaceAll("…").replace(variant, "");
    }
}
