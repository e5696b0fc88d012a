package io.github.wxconfig.store;

import io.github.wxconfig.credential.Credential;
import io.github.wxconfig.credential.Credential.Kind;
import io.github.wxconfig.credential.CredentialStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.ehcache.Cache;
import org.ehcache.PersistentCacheManager;
import org.ehcache.StateTransitionException;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;

/**
 * Keeps credentials over a restart in an Ehcache with heap and disk.
 *
 * <p>The cache is opened for each use, of which there are a few in two hours: Ehcache makes its disk durable when it is
 * closed, so that even a killed process loses nothing, and several applications may share the directory, because none
 * holds its lock for longer than a use.
 */
public final class EhcacheCredentialStore implements CredentialStore {
    private static final String CACHE = "credentials";
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final PrivateDirectory directory;

    /**
     * A store whose directory is made when it is first used.
     *
     * @param directory of the store alone; readable by its owner only
     */
    public EhcacheCredentialStore(Path directory) {
        this.directory = new PrivateDirectory(directory);
    }

    @Override
    public Optional<Credential> read(Kind kind, String appId) {
        return withCache(cache -> Optional.ofNullable(cache.get(StoredCredential.key(kind, appId)))
                .flatMap(text -> StoredCredential.parse(kind, appId, text)));
    }

    @Override
    public void write(Credential credential) {
        String key = StoredCredential.key(credential.kind(), credential.appId());
        withCache(cache -> {
            cache.put(key, StoredCredential.text(credential));
            return key;
        });
    }

    private <T> T withCache(Function<Cache<String, String>, T> use) {
        directory.prepare();
        try (PersistentCacheManager manager = open()) {
            return use.apply(manager.getCache(CACHE, String.class, String.class));
        } finally {
            directory.protectFiles();
        }
    }

    /** Another application that uses the same directory at this moment is done with it soon. */
    private PersistentCacheManager open() {
        for (int attempt = 1; ; attempt++) {
            try {
                return CacheManagerBuilder.newCacheManagerBuilder()
                        .with(CacheManagerBuilder.persistence(directory.path().toFile()))
                        .withCache(
                                CACHE,
                                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                        String.class,
                                        String.class,
                                        ResourcePoolsBuilder.newResourcePoolsBuilder()
                                                .heap(16, EntryUnit.ENTRIES)
                                                .disk(1, MemoryUnit.MB, true)))
                        .build(true);
            } catch (StateTransitionException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The application stops while it waits for its store", e);
        }
    }

    @Override
    public void close() {
        // Nothing is open between uses.
    }
}
