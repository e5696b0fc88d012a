package io.github.wxconfig;

import static io.github.wxconfig.config.SettingsTable.ALLOWED_HOSTS;
import static io.github.wxconfig.config.SettingsTable.PATHS;
import static io.github.wxconfig.config.SettingsTable.PUBLIC_BASE_URL;
import static io.github.wxconfig.config.SettingsTable.SIGN_PATH;
import static java.util.HexFormat.fromHexDigit;
import static java.util.HexFormat.isHexDigit;

import io.github.wxconfig.page.AllowedHosts;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PathPatterns;
import io.github.wxconfig.page.PublicBaseUrl;
import io.github.wxconfig.script.Refusals;
import io.github.wxconfig.script.SignedPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signs an address that is not the one which came with the page: {@code GET /wxconfig/sign?url=…} answers the argument of
 * {@code wx.config} as JSON. It signs what the filter would sign if the browser asked for that page, whatever its scheme,
 * and nothing of other sites; what it answers can be read by pages of the same origin only, and is never cached.
 *
 * <p>{@code POST /wxconfig/sign?url=…} takes the report of a page that was refused, as JSON: from pages of the same host
 * only, as far as browsers say where a request comes from. It is answered by nothing, and no cookie or session is read.
 */
final class SignEndpoint extends Endpoint {
    private static final String PARAMETER = "url=";
    private static final int LONGEST = 8192;
    private static final String RETRY_AFTER_SECONDS = "3";
    private static final int TOO_MANY_REQUESTS = 429;

    private final AllowedHosts allowedHosts;
    private final PathPatterns paths;
    private final Optional<PublicBaseUrl> base;
    private final SignedPages pages;
    private final Refusals refusals;

    private SignEndpoint(String path, Settings settings, SignedPages pages, Refusals refusals) {
        super(path);
        this.allowedHosts = settings.get(ALLOWED_HOSTS);
        this.paths = settings.get(PATHS);
        this.base = settings.get(PUBLIC_BASE_URL);
        this.pages = pages;
        this.refusals = refusals;
    }

    /** That of an account whose settings have a path for it. */
    static Optional<Endpoint> of(Settings settings, SignedPages pages, Refusals refusals) {
        return settings.get(SIGN_PATH).map(path -> new SignEndpoint(path, settings, pages, refusals));
    }

    @Override
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PageUrl> page = asked(request);
        if (request.getMethod().equals("POST")) {
            return report(page, request, response);
        }
        if (page.isPresent() && !isOurs(page.get(), request)) {
            return isAsked(request) && leave(request, HttpServletResponse.SC_FORBIDDEN, refusal(notOurs()));
        }
        begin(response);
        if (!isRead(request)) {
            response.setHeader("Allow", "GET, HEAD, POST");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "only GET, HEAD and POST are answered");
        } else if (page.isEmpty()) {
            refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "the parameter url must be there once and be encodeURIComponent(location.href)");
        } else {
            sign(page.get(), request, response);
        }
        return true;
    }

    /**
     * The page may be of a host that the server does not know it by: that may be what it has to report.
     *
     * @param page none where it cannot be read; then the first account says so
     */
    private boolean report(Optional<PageUrl> page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (page.isPresent() && !(allowedHosts.admits(page.get()) && paths.match(page.get(), root(request)))) {
            return leave(request, HttpServletResponse.SC_FORBIDDEN, refusal("the page is none of this account's"));
        }
        begin(response);
        response.setStatus(reportStatus(page, request));
        return true;
    }

    private int reportStatus(Optional<PageUrl> page, HttpServletRequest request) throws IOException {
        if (page.isEmpty()) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        if (!isJson(request.getContentType())) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        if (!isSentBy(page.get(), request)) {
            return HttpServletResponse.SC_FORBIDDEN;
        }
        if (!refusals.mayCome()) {
            return TOO_MANY_REQUESTS;
        }
        byte[] body = request.getContentLengthLong() > Refusals.LONGEST
                ? new byte[Refusals.LONGEST + 1]
                : request.getInputStream().readNBytes(Refusals.LONGEST + 1);
        if (body.length > Refusals.LONGEST) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        return refusals.take(page.get(), pages.address(request), new String(body, StandardCharsets.UTF_8))
                ? HttpServletResponse.SC_NO_CONTENT
                : HttpServletResponse.SC_BAD_REQUEST;
    }

    /** What a form of another site cannot send, and a script of one only after a question that is not answered here. */
    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    /** Whether a page of that host sends it, as far as the browser says. */
    private static boolean isSentBy(PageUrl page, HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || site.equals("same-origin"))
                && (origin == null
                        || PageUrl.ofHref(origin + "/").filter(page::hasHostOf).isPresent());
    }

    private String notOurs() {
        return allowedHosts.domains().isEmpty()
                ? "the url is of another host than this request; name its host in allowedHosts, or see publicBaseUrl"
                        + " and trustedProxies if they are the same to the browser"
                : "the host of the url is not among allowedHosts, or its path is none of this account's";
    }

    /** Whether the account would sign the page that is there. */
    private boolean isOurs(PageUrl page, HttpServletRequest request) {
        return maySign(page, request) && paths.match(page, root(request));
    }

    /** Whether the page that asks may be this account's. */
    private boolean isAsked(HttpServletRequest request) {
        return allowedHosts.domains().isEmpty()
                || pages.address(request).filter(allowedHosts::admits).isPresent();
    }

    private static Optional<PageUrl> asked(HttpServletRequest request) {
        return url(request.getQueryString()).filter(SignEndpoint::isShown).flatMap(PageUrl::ofHref);
    }

    private String root(HttpServletRequest request) {
        return base.map(PublicBaseUrl::path).orElse(request.getContextPath());
    }

    private boolean maySign(PageUrl page, HttpServletRequest request) {
        return allowedHosts.domains().isEmpty()
                ? pages.address(request).filter(page::hasHostOf).isPresent()
                : allowedHosts.admits(page);
    }

    private void sign(PageUrl page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String json = pages.page(page, request, response).getJson();
        if (json == null) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "there is no ticket at the moment; the server's log says why");
        } else {
            write(response, HttpServletResponse.SC_OK, json);
        }
    }

    /** No browser shows anything of this kind in an address. */
    private static boolean isShown(String url) {
        return url.length() <= LONGEST && url.chars().noneMatch(c -> c <= ' ' || (c >= 0x7f && c < 0xa0));
    }

    /** From the raw query, since how {@code getParameter} decodes is a matter of the container and the application. */
    private static Optional<String> url(@Nullable String query) {
        List<String> values = Stream.of(query == null ? new String[0] : query.split("&", -1))
                .filter(pair -> pair.startsWith(PARAMETER))
                .map(pair -> pair.substring(PARAMETER.length()))
                .toList();
        return values.size() == 1 ? decoded(values.get(0)) : Optional.empty();
    }

    /** Nothing where an escape is none, or where the bytes are not UTF-8. */
    private static Optional<String> decoded(String value) {
        byte[] raw = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                if (i + 2 >= raw.length || !isHexDigit(raw[i + 1]) || !isHexDigit(raw[i + 2])) {
                    return Optional.empty();
                }
                bytes.put((byte) (fromHexDigit(raw[i + 1]) << 4 | fromHexDigit(raw[i + 2])));
                i += 2;
            } else {
                bytes.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static void refuse(HttpServletResponse response, int status, String reason) throws IOException {
        write(response, status, refusal(reason));
    }

    private static String refusal(String reason) {
        return "{\"error\":\"" + reason + "\"}";
    }
}
