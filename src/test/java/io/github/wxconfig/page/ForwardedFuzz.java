package io.github.wxconfig.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** Any text in the headers that tell a page's host: there is a usable URL, or none. */
public final class ForwardedFuzz {
    private static final List<String> NAMES =
            List.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");
    private static final PageUrlReader READER =
            new PageUrlReader(null, TrustedProxies.loopbackAndPrivate(), headers -> {});

    private ForwardedFuzz() {}

    /** What the fuzzer calls; each line is a header of its own, and what follows them is the Host. */
    public static void fuzzerTestOneInput(byte[] data) {
        String[] lines = new String(data, ISO_8859_1).split("\n", NAMES.size() + 1);
        FakeRequest request = FakeRequest.get("/page?a=b");
        for (int i = 0; i < lines.length; i++) {
            if (i == NAMES.size()) {
                request.sentTo("http", lines[i], 80);
            } else if (!lines[i].isEmpty()) {
                request.headers(NAMES.get(i) + ": " + lines[i]);
            }
        }
        Optional<PageUrl> page = READER.read(request.build());
        page.ifPresent(url -> assertUsable(url.value()));
    }

    private static void assertUsable(String url) {
        assertThat(url).matches("https?://[^/?#]+/page\\?a=b");
        assertThat(url.codePoints()).noneMatch(ForwardedFuzz::isUnseen);
    }

    private static boolean isUnseen(int c) {
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
