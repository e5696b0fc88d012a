package io.github.wxconfig;

import static io.github.wxconfig.config.SettingsTable.APP_ID;
import static io.github.wxconfig.config.SettingsTable.HUB_KEY;
import static io.github.wxconfig.config.SettingsTable.HUB_PATH;
import static io.github.wxconfig.config.SettingsTable.TRUSTED_PROXIES;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.ticket.CurrentTicket;
import io.github.wxconfig.wechat.HubAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands an account's current token and ticket to the organisation's other systems, so that one of them alone asks WeChat. A
 * request without the key is the application's to answer, as one for any other path: nothing shows that a hub is here. A
 * request with the key over a line that others can read gets the reason, and nothing else.
 */
final class Hub extends Endpoint {
    private static final String SCHEME = "Bearer ";

    private final String appId;
    private final byte[] key;
    private final PageUrlReader clients;
    private final CurrentTicket ticket;
    private final InstantSource clock;

    private Hub(String path, String key, Settings settings, CurrentTicket ticket, InstantSource clock) {
        super(path);
        this.appId = settings.get(APP_ID).orElseThrow();
        this.key = key.getBytes(UTF_8);
        this.clients = new PageUrlReader(null, settings.get(TRUSTED_PROXIES), malformed -> {});
        this.ticket = ticket;
        this.clock = clock;
    }

    /** That of an account whose settings have a path for it: then a token is kept as well. To be called before the start. */
    static Optional<Endpoint> of(Settings settings, CurrentTicket ticket, InstantSource clock) {
        return settings.get(HUB_PATH).map(path -> {
            ticket.keepToken();
            return new Hub(path, settings.get(HUB_KEY).orElseThrow(), settings, ticket, clock);
        });
    }

    @Override
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!opens(request.getHeader("Authorization"))) {
            return false;
        }
        if (!isForUs(request)) {
            return leave(
                    request, HttpServletResponse.SC_NOT_FOUND, HubAnswer.refusal("No account of this appId is here."));
        }
        begin(response);
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only GET is answered.");
        } else if (!clients.isConfidential(request)) {
            refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "Anybody on the way could read the answer: ask by https. If a proxy ends TLS, let it send"
                            + " X-Forwarded-Proto, and name its address in trustedProxies. Plain http is answered on"
                            + " this machine only: to localhost, and not through a proxy.");
        } else {
            handOut(response);
        }
        return true;
    }

    /** Takes as long for one wrong key as for another. */
    private boolean opens(@Nullable String authorization) {
        String given = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : "";
        return MessageDigest.isEqual(key, given.getBytes(UTF_8));
    }

    /** A client may name the account. */
    private boolean isForUs(HttpServletRequest request) {
        String named = request.getParameter("appId");
        return named == null || named.equals(appId);
    }

    private void handOut(HttpServletResponse response) throws IOException {
        Optional<String> json =
                ticket.held().flatMap(held -> HubAnswer.json(held, ticket.heldToken(), clock.instant()));
        if (json.isPresent()) {
            write(response, HttpServletResponse.SC_OK, json.get());
        } else {
            long wait = Math.max(1, ticket.untilRenewal().toSeconds());
            response.setHeader("Retry-After", Long.toString(wait));
            refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "There is no ticket at this moment; this server's log says why.");
        }
    }

    private static void refuse(HttpServletResponse response, int status, String reason) throws IOException {
        write(response, status, HubAnswer.refusal(reason));
    }
}
