package io.github.wxconfig.ticket;

import io.github.wxconfig.page.PageUrl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs pages, each response afresh, with the ticket at hand. Safe for use by many threads. */
public final class Signer {
    private final String appId;
    private final Supplier<Optional<Credential>> ticket;
    private final InstantSource clock;
    private final Supplier<String> nonces;
    private volatile @Nullable Begun last;

    private record Begun(Credential ticket, Signature signature) {}

    /**
     * A signer for one account.
     *
     * @param ticket the account's current ticket; nothing while there is none
     * @param nonces a text for each signature that nobody can guess, always of the same length
     */
    public Signer(String appId, Supplier<Optional<Credential>> ticket, InstantSource clock, Supplier<String> nonces) {
        this.appId = appId;
        this.ticket = ticket;
        this.clock = clock;
        this.nonces = nonces;
    }

    /** The values for this page, or nothing while there is no ticket that WeChat would accept. */
    public Optional<WxConfig> sign(PageUrl page) {
        Optional<Credential> usable = ticket.get();
        Instant now = clock.instant();
        return usable.filter(held -> held.isValidAt(now) && isOurs(held)).map(held -> {
            long timestamp = now.getEpochSecond();
            String nonceStr = nonces.get();
            String signature = begun(held).of(nonceStr, timestamp, page);
            return new WxConfig(
                    appId,
                    timestamp,
                    nonceStr,
                    signature,
                    page,
                    held.expiresAt().getEpochSecond());
        });
    }

    private Signature begun(Credential held) {
        Begun begun = last;
        if (begun == null || !begun.ticket().equals(held)) {
            begun = new Begun(held, new Signature(held.value()));
            last = begun;
        }
        return begun.signature();
    }

    private boolean isOurs(Credential credential) {
        return credential.kind() == Credential.Kind.JSAPI_TICKET
                && credential.appId().equals(appId);
    }
}
