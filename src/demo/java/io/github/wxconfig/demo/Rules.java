package io.github.wxconfig.demo;

import java.time.Duration;

/**
 * The lifetimes and quotas that WeChat may set differently tomorrow.
 *
 * @param tokenLife    of a new access token
 * @param tokenOverlap how long an old token works beside its successor, and how long before its end
 *                     {@code stable_token} begins to hand out the next one
 * @param ticketLife   of a new ticket
 * @param ticketRepeat what a second {@code getticket} brings while the first ticket is valid
 * @param tokenQuota   calls a day to the classic {@code token} endpoint
 * @param ticketQuota  calls a day to {@code getticket}
 */
public record Rules(
        Duration tokenLife,
        Duration tokenOverlap,
        Duration ticketLife,
        TicketRepeat ticketRepeat,
        int tokenQuota,
        int ticketQuota) {
    /** WeChat does not document which of the two it does. */
    public enum TicketRepeat {
        /** The same ticket with its remaining life. */
        SAME,
        /** A new ticket; the earlier ones work to their own end. */
        NEW
    }

    /** Documented values, as far as there are any. */
    public static final Rules WECHAT = new Rules(
            Duration.ofHours(2), Duration.ofMinutes(5), Duration.ofHours(2), TicketRepeat.SAME, 2_000, 10_000);

    public Rules withTokenLife(Duration life) {
        return new Rules(life, tokenOverlap, ticketLife, ticketRepeat, tokenQuota, ticketQuota);
    }

    public Rules withTokenOverlap(Duration overlap) {
        return new Rules(tokenLife, overlap, ticketLife, ticketRepeat, tokenQuota, ticketQuota);
    }

    public Rules withTicketLife(Duration life) {
        return new Rules(tokenLife, tokenOverlap, life, ticketRepeat, tokenQuota, ticketQuota);
    }

    public Rules withTicketRepeat(TicketRepeat repeat) {
        return new Rules(tokenLife, tokenOverlap, ticketLife, repeat, tokenQuota, ticketQuota);
    }

    public Rules withTokenQuota(int callsPerDay) {
        return new Rules(tokenLife, tokenOverlap, ticketLife, ticketRepeat, callsPerDay, ticketQuota);
    }

    public Rules withTicketQuota(int callsPerDay) {
        return new Rules(tokenLife, tokenOverlap, ticketLife, ticketRepeat, tokenQuota, callsPerDay);
    }
}
