package io.github.wxconfig.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.wxconfig.credential.Credential;
import io.github.wxconfig.credential.Credential.Kind;
import io.github.wxconfig.credential.CredentialStore;
import io.github.wxconfig.credential.Lease;
import io.github.wxconfig.log.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ehcache.Cache;
import org.ehcache.CachePersistenceException;
import org.ehcache.PersistentCacheManager;
import org.ehcache.StateTransitionException;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps credentials over a restart in an Ehcache with heap and disk.
 *
 * <p>The cache is opened for each use, of which there are a few in two hours: Ehcache makes its disk durable when it is
 * closed, so that even a killed process loses nothing, and several applications may share the directory, because none
 * holds its lock for longer than a use.
 */
public final class EhcacheCredentialStore implements CredentialStore {
    private static final String CACHE = "credentials";
    /** Ehcache's own name for where its files are; where it is missing, Ehcache warns of that at a first start. */
    private static final String OF_EHCACHE = "file";

    private static final String LOCK = "in-use";
    /** In force until 1970. Removal would shrink Ehcache's table, for which it starts a thread that nobody can stop. */
    private static final String RELEASED = "nobody 0";

    private static final int ATTEMPTS = 200;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);
    private static final Logger log = LoggerFactory.getLogger(EhcacheCredentialStore.class);

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

    @Override
    public Optional<Lease> lease(String appId, Duration longest) {
        String key = "wxconfig:" + appId + ":renewal";
        return withCache(cache -> {
            long now = System.currentTimeMillis();
            if (isInForce(cache.get(key), now, longest)) {
                return Optional.empty();
            }
            String mine = UUID.randomUUID() + " " + (now + longest.toMillis());
            cache.put(key, mine);
            return Optional.of(() -> withCache(held -> held.replace(key, mine, RELEASED)));
        });
    }

    /** One that seems to last longer than any does is from before the clock was set back. */
    private static boolean isInForce(@Nullable String lease, long now, Duration longest) {
        if (lease == null) {
            return false;
        }
        long left = Long.parseLong(lease.substring(lease.indexOf(' ') + 1)) - now;
        return left > 0 && left <= longest.toMillis();
    }

    private <T> T withCache(Function<Cache<String, String>, T> use) {
        directory.prepare();
        try (FileChannel channel = FileChannel.open(directory.path().resolve(LOCK), CREATE, WRITE)) {
            lock(channel);
            Files.createDirectories(directory.path().resolve(OF_EHCACHE));
            try (PersistentCacheManager manager = open()) {
                return use.apply(manager.getCache(CACHE, String.class, String.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            directory.protectFiles();
        }
    }

    /**
     * Who uses the directory at this moment is done with it soon. Ehcache has a lock of its own, but deletes its file on
     * release: two who wait for it can both get it, and what one has written is lost to the other.
     */
    private static void lock(FileChannel untilClosed) throws IOException {
        for (int attempt = 1; !isLocked(untilClosed); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IOException("the store is in use by somebody else all the time");
            }
            pause();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this process, by another thread or application
        }
    }

    /** What a full disk or half a copy left behind may keep Ehcache from starting; it is no more than a cache. */
    private PersistentCacheManager open() {
        PersistentCacheManager manager = manager();
        try {
            manager.init();
        } catch (StateTransitionException corrupt) {
            log.warn(
                    "The store in {} cannot be read, and is begun anew: {}",
                    Printable.of(directory.path()),
                    Printable.of(corrupt));
            destroy(manager);
            manager.init();
        }
        return manager;
    }

    private static void destroy(PersistentCacheManager manager) {
        try {
            manager.destroy();
        } catch (CachePersistenceException e) {
            throw new IllegalStateException("The store's files cannot be removed", e);
        }
    }

    private PersistentCacheManager manager() {
        return CacheManagerBuilder.newCacheManagerBuilder()
                .with(CacheManagerBuilder.persistence(directory.path().toFile()))
                .using(new CallingThread())
                .withCache(
                        CACHE,
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                String.class,
                                String.class,
                                ResourcePoolsBuilder.newResourcePoolsBuilder()
                                        .heap(16, EntryUnit.ENTRIES)
                                        .disk(1, MemoryUnit.MB, true)))
                .build(false);
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
