package io.github.wxconfig;

import io.github.wxconfig.credential.Credential;
import io.github.wxconfig.inject.Edition;
import io.github.wxconfig.script.ScriptOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names the scripts that were signed with the same ticket and rendered with the same settings. The name is a digest, from
 * which the ticket cannot be told. Safe for use by many threads.
 */
final class Editions implements Supplier<Optional<Edition>> {
    private static final int LENGTH = 12;

    private final Supplier<Optional<Credential>> ticket;
    private final ScriptOptions options;
    private volatile @Nullable Named last;

    /**
     * The editions of one account.
     *
     * @param ticket the ticket in use; does not wait for one
     * @param options decide what else a script looks like
     */
    Editions(Supplier<Optional<Credential>> ticket, ScriptOptions options) {
        this.ticket = ticket;
        this.options = options;
    }

    private record Named(Credential ticket, Edition edition) {}

    @Override
    public Optional<Edition> get() {
        return ticket.get().map(held -> {
            Named named = last;
            if (named == null || !named.ticket().equals(held)) {
                named = new Named(held, new Edition(name(held), held.issuedAt(), held.expiresAt()));
                last = named;
            }
            return named.edition();
        });
    }

    private String name(Credential held) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((held.value() + '\n' + options).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
