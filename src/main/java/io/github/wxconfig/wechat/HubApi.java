package io.github.wxconfig.wechat;

import io.github.wxconfig.log.Printable;
import io.github.wxconfig.ticket.Account;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import io.github.wxconfig.ticket.CredentialIssuer;
import io.github.wxconfig.wechat.Answer.Server;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads the account's ticket from a server that asks WeChat for everybody: another wxconfig with a {@code hubPath}, or
 * any that answers as WeChat's own {@code getticket} does. It gets {@code GET ticketUrl?appId=…} with a bearer key, and
 * answers with {@code ticket} and the seconds it has left, {@code expires_in}.
 *
 * <p>A ticket that is near its end is good for what it has left, and is asked for again shortly before that: by then the
 * server has another one.
 */
public final class HubApi implements CredentialIssuer {
    private static final String CALL = "the call for a ticket";

    private final Account account;
    private final URI address;
    private final Server server;
    private final InstantSource clock;
    private final HttpCalls http;

    /**
     * A client of one server.
     *
     * @param ticketUrl whose answers nobody else can read: https, or on this machine
     * @param key sent as {@code Authorization: Bearer}
     */
    public HubApi(String appId, URI ticketUrl, String key, InstantSource clock) {
        this(appId, ticketUrl, key, clock, new HttpCalls());
    }

    HubApi(String appId, URI ticketUrl, String key, InstantSource clock, HttpCalls http) {
        this.account = new Account(appId, key);
        this.address = URI.create(ticketUrl + (ticketUrl.getRawQuery() == null ? "?" : "&") + "appId="
                + URLEncoder.encode(appId, StandardCharsets.UTF_8));
        this.server = new Server(
                "The server at ticketUrl (" + ticketUrl.getRawAuthority() + ticketUrl.getRawPath() + ")",
                "check that ticketUrl is the hub's, that hubKey is its key, and that no proxy answers in its place.");
        this.clock = clock;
        this.http = http;
    }

    @Override
    public Optional<Credential> ticketWithoutToken() {
        Instant asked = clock.instant();
        return Optional.of(new Answer(server, Kind.JSAPI_TICKET, CALL, sent(), account, List.of()).credential(asked));
    }

    private String sent() {
        try {
            return http.get(address, account.secret());
        } catch (UnexpectedStatus e) {
            throw refusal(e);
        } catch (IOException e) {
            throw new CredentialException(
                    Problem.TRANSIENT,
                    0,
                    server.name() + " did not answer (" + e.getClass().getSimpleName() + ", "
                            + Printable.of(e.getMessage())
                            + "). It is tried again; if this lasts, check that it runs and that this server may connect"
                            + " to it.",
                    null);
        }
    }

    private CredentialException refusal(UnexpectedStatus answer) {
        String said = server.name() + " answered with " + answer.getMessage() + ". ";
        return switch (answer.status()) {
            case 401 -> configuration(said + "Check hubKey: it is not the key of this server.");
            case 403 -> configuration(said + "It wants to be asked by https, or may not be asked from here.");
            case 404 -> configuration(said + "Check ticketUrl, hubKey and appId: a hub is not there for a wrong key.");
            default -> {
                Duration wait = answer.retryAfter(clock.instant()).orElse(Duration.ZERO);
                yield new CredentialException(
                        Problem.TRANSIENT,
                        0,
                        said + "It is tried again; if this lasts, check ticketUrl and hubKey, and look at that"
                                + " server's log.",
                        wait,
                        null);
            }
        };
    }

    private static CredentialException configuration(String message) {
        return new CredentialException(Problem.CONFIGURATION, 0, message, null);
    }

    @Override
    public Credential accessToken(boolean replaced) {
        throw new UnsupportedOperationException("The server at ticketUrl keeps the token");
    }

    @Override
    public Credential ticket(Credential accessToken) {
        throw new UnsupportedOperationException("The server at ticketUrl needs no token");
    }

    @Override
    public void close() {
        http.close();
    }
}
