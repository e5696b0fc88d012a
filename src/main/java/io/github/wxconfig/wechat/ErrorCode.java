package io.github.wxconfig.wechat;

import static io.github.wxconfig.ticket.CredentialException.Problem.CONFIGURATION;
import static io.github.wxconfig.ticket.CredentialException.Problem.QUOTA;
import static io.github.wxconfig.ticket.CredentialException.Problem.TOKEN_REJECTED;
import static io.github.wxconfig.ticket.CredentialException.Problem.TOO_FAST;
import static io.github.wxconfig.ticket.CredentialException.Problem.TRANSIENT;

import io.github.wxconfig.ticket.CredentialException.Problem;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat's error codes of these calls mean, from its list of global return codes.
 *
 * @param problem who can end it
 * @param cure what a person can do about it, as a sentence
 * @param holdOff how long WeChat wants to be left alone where it says so, else null
 */
record ErrorCode(Problem problem, String cure, @Nullable Duration holdOff) {
    private static final ErrorCode WRONG_SECRET =
            of(CONFIGURATION, "Check secret: it is not the one of this appId, or it was reset at mp.weixin.qq.com.");
    private static final ErrorCode WRONG_APP_ID =
            of(CONFIGURATION, "Check appId: WeChat does not know it (mp.weixin.qq.com, Basic configuration).");
    private static final ErrorCode REJECTED_TOKEN = of(
            TOKEN_REJECTED,
            "The access token was replaced: if another system refreshes it with the classic endpoint,"
                    + " let both use stable_token.");
    private static final ErrorCode NOT_WHITELISTED = of(
            CONFIGURATION,
            "Add the IP that WeChat names to the account's IP whitelist (mp.weixin.qq.com, Basic" + " configuration).");
    private static final ErrorCode NOT_GRANTED = of(
            CONFIGURATION,
            "The account may not use this API: look at its permissions and notices at" + " mp.weixin.qq.com.");
    private static final ErrorCode REFUSED_CALL =
            of(CONFIGURATION, "WeChat does not accept the form of the call: check apiBaseUrl and tokenEndpoint.");
    private static final ErrorCode UNKNOWN = of(TRANSIENT, "It is tried again.");

    private static final Map<Integer, ErrorCode> TOKEN_CALL = Map.of(40001, WRONG_SECRET, 40125, WRONG_SECRET);
    private static final Map<Integer, ErrorCode> TICKET_CALL = Map.of(40001, REJECTED_TOKEN);
    private static final Map<Integer, ErrorCode> ANY_CALL = Map.ofEntries(
            Map.entry(-1, of(TRANSIENT, "WeChat is busy; it is tried again.")),
            Map.entry(40014, REJECTED_TOKEN),
            Map.entry(42001, REJECTED_TOKEN),
            Map.entry(40125, WRONG_SECRET),
            Map.entry(40013, WRONG_APP_ID),
            Map.entry(41002, WRONG_APP_ID),
            Map.entry(41004, WRONG_SECRET),
            Map.entry(40002, REFUSED_CALL),
            Map.entry(43002, REFUSED_CALL),
            Map.entry(43003, REFUSED_CALL),
            Map.entry(40164, NOT_WHITELISTED),
            Map.entry(61004, NOT_WHITELISTED),
            Map.entry(40243, of(CONFIGURATION, "The secret is frozen: unfreeze it at mp.weixin.qq.com.")),
            Map.entry(50004, NOT_GRANTED),
            Map.entry(50007, of(CONFIGURATION, "The account is frozen: see its notices at mp.weixin.qq.com.")),
            Map.entry(48001, NOT_GRANTED),
            Map.entry(48004, NOT_GRANTED),
            Map.entry(61024, NOT_GRANTED),
            Map.entry(45009, of(QUOTA, "The day's calls are used up: reset the quota at mp.weixin.qq.com, or wait.")),
            Map.entry(45011, of(TOO_FAST, "Too many calls a minute; it is tried again later.")),
            Map.entry(89501, of(CONFIGURATION, "An administrator of the account has to confirm this server's IP.")),
            Map.entry(89503, of(CONFIGURATION, "An administrator of the account has to confirm this server's IP.")),
            Map.entry(89506, refusedFor(Duration.ofHours(24))),
            Map.entry(89507, refusedFor(Duration.ofHours(1))));

    private static ErrorCode of(Problem problem, String cure) {
        return new ErrorCode(problem, cure, null);
    }

    private static ErrorCode refusedFor(Duration time) {
        return new ErrorCode(
                CONFIGURATION, "An administrator refused this server's IP for " + time.toHours() + " h.", time);
    }

    /** The same number means another thing to a call for a ticket than to a call for a token. */
    static ErrorCode of(int errcode, boolean ticketCall) {
        ErrorCode special = (ticketCall ? TICKET_CALL : TOKEN_CALL).get(errcode);
        return special != null ? special : ANY_CALL.getOrDefault(errcode, UNKNOWN);
    }
}
