package io.github.wxconfig;

import io.github.wxconfig.page.MalformedHeaders;
import io.github.wxconfig.page.PageUrl;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once of what keeps a page's address from being read or from being signed; safe for use by many threads. */
final class AddressWarnings {
    private static final Logger log = LoggerFactory.getLogger(AddressWarnings.class);

    /** Visitors choose what they send as host: the memory of what was told has an end. */
    private static final int MOST = 20;

    private static final int LONGEST_HOST = 100;

    private final Set<String> hosts = ConcurrentHashMap.newKeySet();

    void tell(MalformedHeaders headers) {
        log.warn(
                "The proxy {} sends {}, which cannot be understood, so pages are signed for the address that the container"
                        + " shows. Let it send X-Forwarded-Proto and X-Forwarded-Host, or Forwarded as in RFC 7239, or set"
                        + " publicBaseUrl. This is told once",
                headers.peer(),
                headers.values());
    }

    /** Tells of a host that is none of the allowed ones. */
    void tell(PageUrl page) {
        String host = page.host();
        String shown = host.substring(0, Math.min(host.length(), LONGEST_HOST)).replaceAll("[^ -~]", "?");
        if (hosts.size() < MOST && hosts.add(shown)) {
            log.info(
                    "Pages of the host {} are not signed, because it is none of allowedHosts nor below one. If visitors"
                            + " come by it, add it there and at WeChat; if it is an inner name, let the proxy send"
                            + " X-Forwarded-Host, or set publicBaseUrl",
                    shown);
        }
    }
}
