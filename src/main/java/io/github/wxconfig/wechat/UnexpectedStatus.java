package io.github.wxconfig.wechat;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** An answer with another status than 200, whose body nobody has read. */
final class UnexpectedStatus extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final int status;
    private final @Nullable String retryAfter;

    UnexpectedStatus(ClassicHttpResponse response) {
        super("HTTP status " + response.getCode());
        this.status = response.getCode();
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        this.retryAfter = header == null ? null : header.getValue();
    }

    int status() {
        return status;
    }

    /**
     * How long the server wants to be left alone, ten minutes at the most: seconds or a date, RFC 9110, section 10.2.3.
     * Nothing where it does not say.
     */
    Optional<Duration> retryAfter(Instant now) {
        return Optional.ofNullable(retryAfter)
                .map(String::strip)
                .flatMap(value -> wait(value, now))
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    private static Optional<Duration> wait(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            return Optional.of(Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
