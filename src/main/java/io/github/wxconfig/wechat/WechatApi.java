package io.github.wxconfig.wechat;

import com.google.gson.JsonObject;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.ticket.Account;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import io.github.wxconfig.ticket.CredentialIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks WeChat for tokens and tickets. One call at a time; each takes a few seconds at the most, and a host that gives no
 * answer hands over to the next one, behind which it then stands for a while.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html">WeChat: JS-SDK, appendix 1</a>
 */
public final class WechatApi implements CredentialIssuer {
    private static final Duration BACK_IN_LINE = Duration.ofMinutes(10);

    private final Account account;
    private final TokenEndpoint tokenEndpoint;
    private final List<URI> baseUrls;
    private final InstantSource clock;
    private final HttpCalls http;
    private final Map<URI, Instant> silent = new ConcurrentHashMap<>();

    /** @param baseUrls {@code https://api.weixin.qq.com} and what else may answer for it; at least one */
    public WechatApi(Account account, TokenEndpoint tokenEndpoint, List<URI> baseUrls, InstantSource clock) {
        this(account, tokenEndpoint, baseUrls, clock, new HttpCalls());
    }

    WechatApi(Account account, TokenEndpoint tokenEndpoint, List<URI> baseUrls, InstantSource clock, HttpCalls http) {
        this.account = account;
        this.tokenEndpoint = tokenEndpoint;
        this.baseUrls = List.copyOf(baseUrls);
        this.clock = clock;
        this.http = http;
    }

    @Override
    public Credential accessToken(boolean replaced) {
        return tokenEndpoint == TokenEndpoint.STABLE
                ? issue(Kind.ACCESS_TOKEN, "stable_token", "/cgi-bin/stable_token", null, stableTokenRequest(replaced))
                : issue(
                        Kind.ACCESS_TOKEN,
                        "token",
                        "/cgi-bin/token",
                        "grant_type=client_credential&appid=" + encoded(account.appId()) + "&secret="
                                + encoded(account.secret()),
                        null);
    }

    @Override
    public Credential ticket(Credential accessToken) {
        return issue(
                Kind.JSAPI_TICKET,
                "getticket",
                "/cgi-bin/ticket/getticket",
                "access_token=" + encoded(accessToken.value()) + "&type=jsapi",
                null,
                accessToken.value());
    }

    private String stableTokenRequest(boolean force) {
        JsonObject request = new JsonObject();
        request.addProperty("grant_type", "client_credential");
        request.addProperty("appid", account.appId());
        request.addProperty("secret", account.secret());
        request.addProperty("force_refresh", force);
        return request.toString();
    }

    /** @param tokenInUse what must not be repeated in a message, beside the account's secret */
    private Credential issue(
            Kind kind, String call, String path, @Nullable String query, @Nullable String json, String... tokenInUse) {
        Instant asked = clock.instant();
        Answer answer = new Answer(kind, call, sent(call, path, query, json), account, List.of(tokenInUse));
        return answer.credential(asked);
    }

    /** The first host that answers decides; what it answers is another matter. */
    private String sent(String call, String path, @Nullable String query, @Nullable String json) {
        StringBuilder failures = new StringBuilder();
        for (URI baseUrl : inOrder()) {
            try {
                String answer = http.send(URI.create(baseUrl + path), query, json);
                silent.remove(baseUrl);
                return answer;
            } catch (IOException e) {
                silent.put(baseUrl, clock.instant());
                failures.append(failures.isEmpty() ? "" : "; ")
                        .append(baseUrl)
                        .append(": ")
                        .append(reason(e));
            }
        }
        throw new CredentialException(
                Problem.TRANSIENT,
                0,
                "WeChat did not answer " + call + " (" + failures + "). It is tried again; if this lasts, check that"
                        + " this server may connect to the host, directly or by the system's proxy.",
                null);
    }

    /** As they were given, but those that gave no answer lately come last. */
    private List<URI> inOrder() {
        Instant now = clock.instant();
        return baseUrls.stream()
                .sorted(Comparator.comparing(baseUrl -> {
                    Instant failed = silent.getOrDefault(baseUrl, Instant.EPOCH);
                    return !failed.isAfter(now) && now.isBefore(failed.plus(BACK_IN_LINE));
                }))
                .toList();
    }

    /** Exceptions of the client name hosts and addresses; a request line, which holds secrets, they do not name. */
    private static String reason(IOException e) {
        String message = e.getMessage();
        if (e instanceof UnexpectedStatus status) {
            return "HTTP status " + status.status();
        }
        return e.getClass().getSimpleName() + (message == null ? "" : ", " + Printable.of(message));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
