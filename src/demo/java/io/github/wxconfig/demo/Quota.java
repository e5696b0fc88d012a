package io.github.wxconfig.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Calls within the current day or minute, by WeChat's clock on the wall in China. */
final class Quota {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final ChronoUnit period;
    private ZonedDateTime current = Instant.EPOCH.atZone(CHINA);
    private int used;

    Quota(ChronoUnit period) {
        this.period = period;
    }

    void take(Instant now, int limit) {
        ZonedDateTime asked = now.atZone(CHINA).truncatedTo(period);
        if (!asked.equals(current)) {
            current = asked;
            used = 0;
        }
        if (used >= limit) {
            throw new Refused(period == ChronoUnit.DAYS ? Refusal.DAILY_QUOTA : Refusal.MINUTE_QUOTA);
        }
        used++;
    }
}
