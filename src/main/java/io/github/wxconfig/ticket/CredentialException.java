package io.github.wxconfig.ticket;

import io.github.wxconfig.log.Printable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * WeChat issued no credential. The message says which call failed, what WeChat answered and what to do about it; it
 * never holds a secret, token or ticket, and is one line whatever was answered.
 */
public final class CredentialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is, and so who can end it. */
    public enum Problem {
        /** Passes by itself: WeChat is busy, unreachable or answers nonsense. */
        TRANSIENT(Duration.ZERO),
        /** The access token is not, or no longer, the account's. Another one cures it. */
        TOKEN_REJECTED(Duration.ofMinutes(1)),
        /** Wrong settings, at WeChat or here: the operator has to act. */
        CONFIGURATION(Duration.ofMinutes(5)),
        /** Too many calls a minute. */
        TOO_FAST(Duration.ofMinutes(1)),
        /** The day's calls are used up. */
        QUOTA(Duration.ofMinutes(30));

        private final Duration holdOff;

        Problem(Duration holdOff) {
            this.holdOff = holdOff;
        }
    }

    private final Problem problem;
    private final int errcode;
    private final Duration holdOff;

    /**
     * @param errcode WeChat's error code, or 0 where there was no answer with one
     * @param message which call, what was answered, what to do
     * @param cause what went wrong beneath, or null
     */
    public CredentialException(Problem problem, int errcode, String message, @Nullable Throwable cause) {
        this(problem, errcode, message, problem.holdOff, cause);
    }

    /** @param holdOff how long WeChat wants to be left alone, where it says so */
    public CredentialException(
            Problem problem, int errcode, String message, Duration holdOff, @Nullable Throwable cause) {
        super(Printable.message(message), cause);
        this.problem = problem;
        this.errcode = errcode;
        this.holdOff = holdOff;
    }

    /** What kind of trouble it is. */
    public Problem problem() {
        return problem;
    }

    /** WeChat's error code, or 0 where there was no answer with one. */
    public int errcode() {
        return errcode;
    }

    /** How long not to ask again; zero: as soon as seems sensible. */
    public Duration holdOff() {
        return holdOff;
    }
}
