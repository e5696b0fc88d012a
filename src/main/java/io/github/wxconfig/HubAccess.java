package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.page.PathPatterns;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Where an account's token and ticket are handed out, and to whom.
 *
 * @param path one address below the context root
 * @param key what proves that a client may have them; never printed
 */
record HubAccess(PathPatterns path, String key) {
    private static final String SCHEME = "Bearer ";

    /** Whether a request with this Authorization header may have them; takes as long for one wrong key as for another. */
    boolean opensWith(@Nullable String authorization) {
        String given = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : "";
        return MessageDigest.isEqual(key.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "HubAccess";
    }
}
