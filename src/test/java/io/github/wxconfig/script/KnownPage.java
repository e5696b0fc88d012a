package io.github.wxconfig.script;

import io.github.wxconfig.page.FakeRequest;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.page.TrustedProxies;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Signer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one account of which everything is known beforehand: the nonce, the time and the ticket are those of the worked
 * example in WeChat's documentation. Counts how often a page is signed.
 */
public final class KnownPage {
    static final String APP_ID = "wx0123456789abcdef";
    private static final String TICKET =
            "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";
    private static final Instant NOW = Instant.ofEpochSecond(1414587457);

    private final SignedPages pages;
    private int signatures;
    private int pagesWithoutTicket;

    /** Pages that can be signed. */
    public KnownPage(ScriptOptions options) {
        this(options, true);
    }

    KnownPage(ScriptOptions options, boolean hasTicket) {
        this(options, hasTicket, request -> null);
    }

    /**
     * Pages of which all is said.
     *
     * @param hasTicket whether they can be signed
     */
    @SuppressWarnings("NullAway") // The compiler does not read from a class file what the function may return.
    public KnownPage(
            ScriptOptions options, boolean hasTicket, Function<HttpServletRequest, @Nullable String> policyNonce) {
        Optional<Credential> ticket = hasTicket
                ? Optional.of(new Credential(
                        Credential.Kind.JSAPI_TICKET, APP_ID, TICKET, NOW, NOW.plus(Duration.ofHours(2))))
                : Optional.empty();
        pages = new SignedPages(
                APP_ID,
                options,
                "",
                new PageUrlReader(null, TrustedProxies.loopbackAndPrivate(), malformed -> {}),
                new Signer(APP_ID, () -> ticket, InstantSource.fixed(NOW), () -> "Wm3WZYTPz0wzccnW"),
                () -> ticket,
                policyNonce,
                new Counter(),
                InstantSource.fixed(NOW));
    }

    private final class Counter implements PageTally {
        @Override
        public void signed() {
            signatures++;
        }

        @Override
        public void unsigned(Unsigned reason) {
            pagesWithoutTicket += reason == Unsigned.NO_TICKET ? 1 : 0;
        }

        @Override
        public void refused(String cause) {
            throw new UnsupportedOperationException(cause);
        }
    }

    int signatures() {
        return signatures;
    }

    int pagesWithoutTicket() {
        return pagesWithoutTicket;
    }

    /** The page at this address, an HTML page. */
    public SignedPage at(String url) {
        return at(url, "text/html");
    }

    /** The page at this address, in a response of this type so far. */
    SignedPage at(String url, @Nullable String contentType) {
        String host = url.split("/", 4)[2];
        FakeRequest request = FakeRequest.get("/" + url.split("/", 4)[3]).sentTo(url.split(":", 2)[0], host, 443);
        return pages.page(request.build(), response(contentType));
    }

    /** What the filter puts into the page. */
    static String placed(SignedPage page, boolean xhtml, String... policies) {
        return page.content(xhtml, List.of(policies)).markup().text();
    }

    private static HttpServletResponse response(@Nullable String contentType) {
        return (HttpServletResponse) Proxy.newProxyInstance(
                KnownPage.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getContentType" -> contentType;
                    case "getHeaders" -> List.of();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
