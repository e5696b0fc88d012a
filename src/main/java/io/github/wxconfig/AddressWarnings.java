package io.github.wxconfig;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.page.MalformedHeaders;
import io.github.wxconfig.page.PageUrl;
import org.slf4j.Logger;

/** Tells once of what keeps a page's address from being read or from being signed; safe for use by many threads. */
final class AddressWarnings {
    private static final Logger log = Logs.of(AddressWarnings.class);

    private final LogLimit headersLimit = new LogLimit();
    private final LogLimit hostLimit = new LogLimit();

    void tell(MalformedHeaders headers) {
        if (headersLimit.admits(headers.toString())) {
            log.warn(
                    "The proxy {} sends {}, which cannot be understood, so pages are signed for the address that the"
                            + " container shows. Let it send X-Forwarded-Proto and X-Forwarded-Host, or Forwarded as in"
                            + " RFC 7239, or set publicBaseUrl. This is told once",
                    headers.peer(),
                    headers.values());
        }
    }

    /** Tells of a host that is none of the allowed ones. */
    void tell(PageUrl page) {
        String host = Printable.of(page.host());
        if (hostLimit.admits(host)) {
            log.info(
                    "Pages of the host {} are not signed, because it is none of allowedHosts nor below one. If visitors"
                            + " come by it, add it there and at WeChat; if it is an inner name, let the proxy send"
                            + " X-Forwarded-Host, or set publicBaseUrl",
                    host);
        }
    }
}
