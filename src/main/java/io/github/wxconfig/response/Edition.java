package io.github.wxconfig.response;

import java.time.Duration;
import java.time.Instant;

/**
 * All copies of pages that stop working at the same time, because one ticket signed them. Caches must not mix editions.
 *
 * @param name tells it from others within an entity tag: letters and digits
 * @param since when its first copy can have been made; no copy that claims to be older belongs to it
 * @param until when its copies stop working
 */
public record Edition(String name, Instant since, Instant until) {
    private static final String UNSIGNED = "0";
    private static final Duration LIFE_OF_UNSIGNED = Duration.ofSeconds(5);

    /**
     * The pages that are served unsigned at this moment, because there is no ticket. A copy is kept for some seconds, and
     * no date shows that it belongs here, so that the next ticket replaces it.
     */
    public static Edition unsigned(Instant now) {
        return new Edition(UNSIGNED, Instant.MAX, now.plus(LIFE_OF_UNSIGNED));
    }

    boolean isSigned() {
        return !name.equals(UNSIGNED);
    }
}
