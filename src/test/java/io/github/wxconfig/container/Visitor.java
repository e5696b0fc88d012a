package io.github.wxconfig.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Takes steps through an application as a browser does: keeps cookies, follows redirects, sends hidden fields back. */
final class Visitor {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager())
            .build();
    private final URI root;
    private @Nullable Received last;

    /** @param root of the application, without a slash at its end */
    Visitor(URI root) {
        this.root = root;
    }

    Received take(Step step) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + step.path()))
                .header("Accept", "text/html,*/*")
                .header("Accept-Encoding", "gzip");
        if (step.method().equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(step.form().replace("*", hiddenFields())));
        } else {
            request.method(step.method(), BodyPublishers.noBody());
        }
        try {
            Received received = Received.of(client.send(request.build(), BodyHandlers.ofByteArray()));
            last = received;
            return received;
        } catch (IOException e) {
            throw new UncheckedIOException(step.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String hiddenFields() {
        String page = last == null ? "" : last.text();
        return Jsoup.parse(page).select("input[type=hidden]").stream()
                .map(field -> encoded(field.attr("name")) + "=" + encoded(field.val()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
