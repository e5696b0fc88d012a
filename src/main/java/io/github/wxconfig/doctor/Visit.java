package io.github.wxconfig.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client of WeChat's gets at an address, or at the one to which it is sent on. */
final class Visit {
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CLIENT =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
                    + " Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20240501 MicroMessenger/8.0.50";
    private static final Pattern FOREIGN = Pattern.compile("[^!#-;=?-Z_a-z~]|%(?![0-9A-Fa-f]{2})");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

    private final List<URI> addresses;
    private final HttpResponse<?> response;
    private final byte[] body;

    private Visit(List<URI> addresses, HttpResponse<?> response, byte[] body) {
        this.addresses = List.copyOf(addresses);
        this.response = response;
        this.body = body;
    }

    /** A browser that keeps cookies and says at each redirect where it leads. */
    static HttpClient browser() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Goes there.
     *
     * @throws IOException where nothing answers in time, or the redirects do not end
     */
    static Visit to(URI address, String accept, HttpClient browser) throws IOException, InterruptedException {
        List<URI> addresses = new ArrayList<>();
        URI next = address;
        while (addresses.size() <= MOST_REDIRECTS) {
            addresses.add(next);
            HttpRequest request = request(next, accept);
            HttpResponse<InputStream> response = browser.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String location = response.headers().firstValue("Location").orElse("");
                if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                    return new Visit(addresses, response, read(body));
                }
                next = resolve(next, location);
            }
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }

    private static HttpRequest request(URI address, String accept) throws IOException {
        try {
            return HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("User-Agent", CLIENT)
                    .header("Accept", accept)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address that can be asked", e);
        }
    }

    /** The request's own limit ends with the headers; a body that does not end is closed. */
    private static byte[] read(InputStream body) throws IOException {
        Thread limit = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE.toMillis());
                        body.close();
                    } catch (InterruptedException | IOException e) {
                        // It has ended by itself.
                    }
                },
                "wxconfig-doctor");
        limit.setDaemon(true);
        limit.start();
        try {
            return body.readNBytes(LONGEST);
        } finally {
            limit.interrupt();
        }
    }

    /** The address with that escaped which browsers show as it is and Java does not take. */
    static String encoded(String address) {
        int path = address.indexOf('/', address.indexOf("//") + 2);
        if (path < 0) {
            return address;
        }
        return address.substring(0, path)
                + FOREIGN.matcher(address.substring(path))
                        .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
    }

    private static URI resolve(URI from, String location) throws IOException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("a redirect to what is no address", e);
        }
    }

    /** The one that was asked for, and each to which a redirect led. */
    List<URI> addresses() {
        return addresses;
    }

    /** Where it ended, without a fragment, as the page's browser shows it. */
    String address() {
        return addresses.get(addresses.size() - 1).toString().split("#", 2)[0];
    }

    int status() {
        return response.statusCode();
    }

    /** What was sent, 4 MB of it at most. */
    InputStream body() {
        return new ByteArrayInputStream(body);
    }

    String header(String name) {
        return String.join(", ", headers(name));
    }

    List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    boolean isHtml() {
        String type = header("Content-Type");
        return type.isEmpty() || type.startsWith("text/html") || type.startsWith("application/xhtml+xml");
    }

    String text() {
        Matcher charset = CHARSET.matcher(header("Content-Type"));
        try {
            return new String(body, charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
