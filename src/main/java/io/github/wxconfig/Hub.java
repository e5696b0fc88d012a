package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.api.HubAnswer;
import io.github.wxconfig.credential.CurrentTicket;
import io.github.wxconfig.page.PageUrlReader;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands the current token and ticket to the organisation's other systems, so that one of them alone asks WeChat. A request
 * without the key is the application's to answer, as one for any other path: nothing shows that a hub is here. A request
 * with the key over a line that others can read gets the reason, and nothing else.
 */
final class Hub implements Endpoint {
    private final List<Desk> desks;
    private final InstantSource clock;

    Hub(List<Desk> desks, InstantSource clock) {
        this.desks = desks;
        this.clock = clock;
    }

    /** One account's place in the hub. */
    record Desk(String appId, HubAccess access, PageUrlReader clients, CurrentTicket ticket) {}

    @Override
    public boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (desks.isEmpty() || request.getDispatcherType() != DispatcherType.REQUEST) {
            return false;
        }
        String authorization = request.getHeader("Authorization");
        List<Desk> open = desks.stream()
                .filter(desk -> desk.access().path().match(request))
                .filter(desk -> desk.access().opensWith(authorization))
                .toList();
        if (open.isEmpty()) {
            return false;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only GET is answered.");
        } else if (!open.get(0).clients().isConfidential(request)) {
            refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "Anybody on the way could read the answer: ask by https. If a proxy ends TLS, let it send"
                            + " X-Forwarded-Proto, and name its address in trustedProxies. Plain http is answered on"
                            + " this machine only: to localhost, and not through a proxy.");
        } else {
            handOut(open, request.getParameter("appId"), response);
        }
        return true;
    }

    private void handOut(List<Desk> open, @Nullable String appId, HttpServletResponse response) throws IOException {
        if (appId == null && open.size() > 1) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "Several accounts are here: name one, ?appId=wx….");
            return;
        }
        Optional<Desk> desk = open.stream()
                .filter(candidate -> appId == null || candidate.appId().equals(appId))
                .findFirst();
        if (desk.isEmpty()) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "No account of this appId is here.");
            return;
        }
        CurrentTicket ticket = desk.get().ticket();
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

    private static void write(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
