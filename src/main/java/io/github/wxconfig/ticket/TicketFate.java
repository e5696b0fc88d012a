package io.github.wxconfig.ticket;

/** What has become of a ticket that clients refused, though pages were signed for the right address. */
public enum TicketFate {
    /** There was another ticket: somebody has replaced the one at hand. */
    REPLACED,
    /** The same, and WeChat did not accept the token at hand any more: another system has taken it. */
    TOKEN_TAKEN,
    /** The same, once another token had taken the place of one that WeChat accepted: that was another account's. */
    OTHER_TOKEN,
    /** Whoever issues the ticket repeats it: it is alive, and something else is wrong. */
    REPEATED
}
