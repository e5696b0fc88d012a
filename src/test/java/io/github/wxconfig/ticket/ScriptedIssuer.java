package io.github.wxconfig.ticket;

import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Hands out numbered tokens and tickets of two hours, unless a test has something else in store for the next calls. */
final class ScriptedIssuer implements CredentialIssuer {
    static final String APP_ID = "wx0123456789abcdef";

    private final InstantSource clock;
    private final Deque<Supplier<RuntimeException>> troubles = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Instant> ticketCalls = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private boolean repeating;
    private int broken;
    private int tokens;
    private int tickets;
    private boolean closed;

    ScriptedIssuer(InstantSource clock) {
        this.clock = clock;
    }

    /** The next calls for a ticket end in this. */
    ScriptedIssuer failing(int times, Supplier<RuntimeException> trouble) {
        for (int i = 0; i < times; i++) {
            troubles.add(trouble);
        }
        return this;
    }

    /** The next calls for a ticket end in trouble of this kind. */
    ScriptedIssuer failing(int times, Problem problem) {
        return failing(times, () -> new CredentialException(problem, -1, "WeChat is in trouble.", null));
    }

    /** The next calls for a token end as those do that miss a class. */
    ScriptedIssuer breaking(int times) {
        broken = times;
        return this;
    }

    void recover() {
        troubles.clear();
    }

    /** As {@code stable_token} does: the same token for everyone, until it is forced. */
    ScriptedIssuer repeating() {
        repeating = true;
        return this;
    }

    /** This token brings no ticket any more. */
    ScriptedIssuer rejecting(String token) {
        dead.add(token);
        return this;
    }

    /** What was asked, in order: {@code token}, {@code token by force}, {@code ticket for TOKEN}. */
    List<String> calls() {
        return calls;
    }

    /** When tickets were asked for. */
    List<Instant> ticketCalls() {
        return ticketCalls;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Credential accessToken(boolean replaced) {
        calls.add(replaced ? "token by force" : "token");
        if (broken > 0) {
            broken--;
            throw new NoClassDefFoundError("a class of the issuer");
        }
        if (!repeating || replaced || tokens == 0) {
            tokens++;
        }
        return issued(Kind.ACCESS_TOKEN, "T0KEN-" + tokens);
    }

    @Override
    public Credential ticket(Credential accessToken) {
        calls.add("ticket for " + accessToken.value());
        ticketCalls.add(clock.instant());
        Supplier<RuntimeException> trouble = troubles.poll();
        if (trouble != null) {
            throw trouble.get();
        }
        if (dead.contains(accessToken.value())) {
            throw new CredentialException(Problem.TOKEN_REJECTED, 40001, "The access token was replaced.", null);
        }
        tickets++;
        return issued(Kind.JSAPI_TICKET, "T1CKET-" + tickets);
    }

    @Override
    public void close() {
        closed = true;
    }

    private Credential issued(Kind kind, String value) {
        Instant now = clock.instant();
        return new Credential(kind, APP_ID, value, now, now.plus(Duration.ofHours(2)));
    }
}
