package io.github.wxconfig.metrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one account at work in one application tells of itself, as {@code io.github.wxconfig:type=Account}. No secret,
 * token or ticket is in any attribute. Counts begin when the application starts; an attribute without a value is null.
 */
public interface AccountMXBean {
    /** The account's public name. */
    String getAppId();

    /** The context path of the application. */
    String getContext();

    /** Seconds since the ticket was asked for; null while there is none. */
    @Nullable Long getTicketAgeSeconds();

    /** Seconds for which the ticket is good; null while there is none. */
    @Nullable Long getTicketRemainingSeconds();

    /** Seconds until the ticket is renewed or tried for again. */
    long getNextRenewalSeconds();

    /** Tickets that were issued to this application; those found in the store are not among them. */
    long getRenewals();

    /**
     * Calls for a token or ticket that failed, by what kind of trouble it was: {@code transient}, {@code token_rejected},
     * {@code configuration}, {@code too_fast}, {@code quota}, {@code unexpected}.
     */
    Map<String, Long> getFailures();

    /** What the last failed call was told, and what to do about it. */
    @Nullable String getLastError();

    /** When that was, as {@code 2026-03-02T02:00:00Z}. */
    @Nullable String getLastErrorAt();

    /** Pages that were signed. */
    long getPagesSigned();

    /**
     * Requests for pages that were answered without a signature, by the reason: {@code no_ticket}, {@code other_host},
     * {@code excluded}, {@code policy}, {@code no_place}, {@code fixed_length}, {@code encoded}, {@code error}.
     */
    Map<String, Long> getPagesUnsigned();

    /**
     * What browsers report of pages that WeChat refused, or would have refused, by cause; the manual's page on
     * troubleshooting explains each. A browser reports a cause once in ten minutes, and anybody may make a report up.
     */
    Map<String, Long> getRefusals();

    /** Requests of a trusted proxy whose forwarded headers could not be understood. */
    long getMalformedForwardedHeaders();
}
