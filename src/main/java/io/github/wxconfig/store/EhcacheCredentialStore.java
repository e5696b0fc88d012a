package io.github.wxconfig.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialStore;
import io.github.wxconfig.ticket.Lease;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ehcache.Cache;
import org.ehcache.PersistentUserManagedCache;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.builders.UserManagedCacheBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.spi.service.LocalPersistenceService;
import org.ehcache.impl.config.persistence.DefaultPersistenceConfiguration;
import org.ehcache.impl.config.persistence.UserManagedPersistenceContext;
import org.ehcache.impl.persistence.DefaultLocalPersistenceService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keeps credentials over a restart in an Ehcache with heap and disk.
 *
 * <p>The cache is opened to change something, and to read what somebody else has changed, a few times in two hours:
 * Ehcache makes its disk durable when it is closed, so that even a killed process loses nothing, and several applications
 * may share the directory, because none holds its lock for longer than a use. Who waits for another application looks at
 * the edition in the lock's file, and does not open the cache before there is something to see.
 */
public final class EhcacheCredentialStore implements CredentialStore {
    private static final String CACHE = "credentials";
    /** Apart from the lock: in a directory that is not empty at a first start, Ehcache looks for what a crash left. */
    private static final String FILES = "cache";
    /** Ehcache's own name for what it keeps there. */
    private static final String OF_EHCACHE = "file";

    private static final String INDEX = "ehcache-disk-store.index";
    private static final String DATA = "ehcache-disk-store.data";
    private static final String LOCK = "in-use";

    private static final int ATTEMPTS = 500;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);
    private static final Logger log = Logs.of(EhcacheCredentialStore.class);

    private final PrivateDirectory directory;
    private volatile Contents known = Contents.NONE;

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
        return locked(lock -> contents(lock).get(StoredCredential.key(kind, appId)))
                .flatMap(text -> StoredCredential.parse(kind, appId, text));
    }

    @Override
    public void write(Credential credential) {
        String key = StoredCredential.key(credential.kind(), credential.appId());
        locked(lock -> {
            put(lock, key, StoredCredential.text(credential));
            return key;
        });
    }

    /** A file beside the cache: a lease is asked for while the first pages wait, and Ehcache takes long to load. */
    @Override
    public Optional<Lease> lease(String appId, Duration longest) {
        Path file = directory.path().resolve("renewal-" + URLEncoder.encode(appId, UTF_8));
        Optional<Lease> granted = locked(lock -> {
                    long now = System.currentTimeMillis();
                    if (Files.exists(file) && isInForce(Files.readString(file, ISO_8859_1), now, longest)) {
                        return null;
                    }
                    String mine = UUID.randomUUID() + " " + (now + longest.toMillis());
                    Files.writeString(file, mine);
                    return mine;
                })
                .map(mine -> () -> giveBack(file, mine));
        if (granted.isEmpty()) {
            Loaded.ahead();
        }
        return granted;
    }

    /** Ehcache, which takes a second to load: without the lock, while another application asks WeChat. */
    private static final class Loaded {
        static {
            UserManagedCacheBuilder.newUserManagedCacheBuilder(String.class, String.class)
                    .using(new CallingThread())
                    .withResourcePools(ResourcePoolsBuilder.heap(1))
                    .build(true)
                    .close();
        }

        /** Does it once, by being called. */
        static void ahead() {}
    }

    private void giveBack(Path file, String mine) {
        locked(lock ->
                Files.exists(file) && Files.readString(file, ISO_8859_1).equals(mine) && Files.deleteIfExists(file));
    }

    /** One that seems to last longer than any does is from before the clock was set back. */
    private static boolean isInForce(String lease, long now, Duration longest) {
        try {
            long left = Long.parseLong(lease.substring(lease.indexOf(' ') + 1)) - now;
            return left > 0 && left <= longest.toMillis();
        } catch (NumberFormatException ofNobody) {
            return false;
        }
    }

    /** What is done while nobody else uses the directory. */
    @FunctionalInterface
    private interface Use<T> {
        @Nullable T with(FileChannel lock) throws IOException;
    }

    private <T> Optional<T> locked(Use<T> use) {
        directory.prepare();
        try (FileChannel lock = FileChannel.open(directory.path().resolve(LOCK), CREATE, READ, WRITE)) {
            lock(lock);
            return Optional.ofNullable(use.with(lock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was stored at one edition; holds values, so it is no record, which would print them. */
    private static final class Contents {
        static final Contents NONE = new Contents(0, Map.of());

        private final long edition;
        private final Map<String, String> texts;

        Contents(long edition, Map<String, String> texts) {
            this.edition = edition;
            this.texts = texts;
        }
    }

    private Path files() {
        return directory.path().resolve(FILES);
    }

    private Map<String, String> contents(FileChannel lock) throws IOException {
        if (!Files.exists(files())) {
            return Map.of();
        }
        long edition = edition(lock);
        if (edition == 0 || edition != known.edition) {
            Map<String, String> texts = withCache(EhcacheCredentialStore::all);
            known = new Contents(edition == 0 ? newEdition(lock) : edition, texts);
        }
        return known.texts;
    }

    private void put(FileChannel lock, String key, String text) throws IOException {
        try {
            Map<String, String> texts = withCache(cache -> {
                cache.put(key, text);
                return all(cache);
            });
            known = new Contents(newEdition(lock), texts);
        } catch (IOException | RuntimeException | Error e) {
            newEdition(lock);
            throw e;
        }
    }

    private static Map<String, String> all(Cache<String, String> cache) {
        Map<String, String> texts = new HashMap<>();
        cache.forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
        return texts;
    }

    /** Zero where there is none, as an earlier version of this library left it. */
    private static long edition(FileChannel lock) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        return lock.read(number, 0) == Long.BYTES ? number.getLong(0) : 0;
    }

    /** A number by chance, because a count might begin anew. */
    private static long newEdition(FileChannel lock) throws IOException {
        long edition = ThreadLocalRandom.current().nextLong();
        lock.write(ByteBuffer.allocate(Long.BYTES).putLong(0, edition), 0);
        return edition;
    }

    /** A cache without a manager, because a manager logs each time that it makes one and gives it up. */
    private <T> T withCache(Function<Cache<String, String>, T> use) throws IOException {
        DefaultLocalPersistenceService disk =
                new DefaultLocalPersistenceService(new DefaultPersistenceConfiguration(files().toFile()));
        disk.start(null);
        try {
            PersistentUserManagedCache<String, String> cache = openOrBeginAnew(disk);
            try {
                return use.apply(cache);
            } finally {
                cache.close();
            }
        } finally {
            disk.stop();
            alignTimes();
            directory.protectFiles();
        }
    }

    /** What a full disk or half a copy left behind may keep Ehcache from starting; it is no more than a cache. */
    private PersistentUserManagedCache<String, String> openOrBeginAnew(LocalPersistenceService disk) {
        try {
            return open(disk);
        } catch (RuntimeException corrupt) {
            log.warn(
                    "The store in {} cannot be read, and is begun anew: {}",
                    Printable.of(directory.path()),
                    Printable.of(corrupt));
            disk.destroyAll(OF_EHCACHE);
            return open(disk);
        }
    }

    private static PersistentUserManagedCache<String, String> open(LocalPersistenceService disk) {
        return UserManagedCacheBuilder.newUserManagedCacheBuilder(String.class, String.class)
                .with(new UserManagedPersistenceContext<String, String>(CACHE, disk))
                .using(new CallingThread())
                .withResourcePools(ResourcePoolsBuilder.newResourcePoolsBuilder()
                        .heap(16, EntryUnit.ENTRIES)
                        .disk(1, MemoryUnit.MB, true))
                .build(true);
    }

    /**
     * Ehcache notes in its index when that was written, a moment after the data, and logs at the next opening by how much
     * the two differ, though it is harmless.
     */
    private void alignTimes() {
        try (Stream<Path> entries = Files.walk(files())) {
            for (Path index : entries.filter(entry -> entry.endsWith(INDEX)).toList()) {
                try (ObjectInputStream written = new ObjectInputStream(Files.newInputStream(index))) {
                    Files.setLastModifiedTime(index.resolveSibling(DATA), FileTime.fromMillis(written.readLong()));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("Ehcache may log its next opening: {}", Printable.of(e));
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
