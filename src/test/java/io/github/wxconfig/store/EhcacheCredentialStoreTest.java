package io.github.wxconfig.store;

import static io.github.wxconfig.ticket.Credential.Kind.ACCESS_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ehcache.PersistentCacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EhcacheCredentialStoreTest extends CredentialStoreContract {
    private static final int NOBODY = 65534;

    private final Path directory;

    EhcacheCredentialStoreTest(@TempDir Path temporary) {
        directory = temporary.resolve("parent").resolve("store");
    }

    @Override
    CredentialStore open() {
        return new EhcacheCredentialStore(directory);
    }

    @Override
    void plant(Kind kind, String appId, String text) {
        try (PersistentCacheManager manager = ehcache()) {
            manager.getCache("credentials", String.class, String.class).put(StoredCredential.key(kind, appId), text);
        }
    }

    @Test
    void makesDirectoryAndFilesForTheirOwnerAlone() throws IOException {
        assumeTrue(isPosix(), "this file system knows no owner and no permissions");

        open().write(credential(ACCESS_TOKEN, APP_ID, "value"));

        for (Path entry : tree()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)))
                    .as(entry.toString())
                    .isEqualTo(Files.isDirectory(entry) ? "rwx------" : "rw-------");
        }
    }

    @Test
    void closesADirectoryThatWasOpenToOthers() throws IOException {
        assumeTrue(isPosix(), "this file system knows no owner and no permissions");
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        open().read(ACCESS_TOKEN, APP_ID);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    /** A container that sees a thread end, just when the application stops, takes it for one that stays. */
    @Test
    void startsNoThread() {
        AtomicInteger started = new AtomicInteger();
        InheritableThreadLocal<String> told = new InheritableThreadLocal<>() {
            @Override
            protected String childValue(String parent) {
                started.incrementAndGet();
                return parent;
            }
        };
        told.set("to each thread that this one makes");
        try (CredentialStore store = open()) {
            store.write(credential(ACCESS_TOKEN, APP_ID, "value"));
            store.lease(APP_ID, Duration.ofSeconds(15)).orElseThrow().close();
            assertThat(store.read(ACCESS_TOKEN, APP_ID)).isPresent();
        } finally {
            told.remove();
        }

        assertThat(started).hasValue(0);
    }

    /** Who finds it first in a shared /tmp could read what we write. */
    @Test
    void refusesADirectoryOfAnotherUser() throws IOException {
        Files.createDirectories(directory);
        giveAway(directory);

        refusesTheDirectory();
    }

    /** Such a link could lead into any directory of ours, whose permissions would change. */
    @Test
    void refusesALinkOfAnotherUser(@TempDir Path ours) throws IOException {
        Files.createDirectories(directory.getParent());
        Files.createSymbolicLink(directory, ours);
        giveAway(directory);

        refusesTheDirectory();
        assertThat(ours).isEmptyDirectory();
    }

    @Test
    void leavesNothingOfItsOwnLyingAbout() throws IOException {
        open().write(credential(ACCESS_TOKEN, APP_ID, "value"));
        List<Path> once = tree();
        open().write(credential(ACCESS_TOKEN, APP_ID, "value"));

        assertThat(tree()).containsExactlyElementsOf(once);
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Files.createDirectories(directory.getParent());
        Files.writeString(directory, "a file in its place");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> open().read(ACCESS_TOKEN, APP_ID))
                .withMessageContaining(directory.toString());
    }

    /** A disk that was full, or files copied by halves. */
    @ParameterizedTest
    @ValueSource(strings = {"", "garbage"})
    void startsAnewWhereItsFilesAreCorrupt(String content) throws IOException {
        open().write(credential(ACCESS_TOKEN, APP_ID, "value"));
        for (Path file : tree()) {
            if (Files.isRegularFile(file)) {
                Files.write(file, content.getBytes(UTF_8));
            }
        }

        assertThat(open().read(ACCESS_TOKEN, APP_ID)).isEmpty();
        open().write(credential(ACCESS_TOKEN, APP_ID, "new"));
        assertThat(open().read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("new");
    }

    /** Ehcache drops what was not closed. A process killed within the moment of a use loses that, and no more. */
    @Test
    void startsAnewAfterAUseThatDidNotEnd(@TempDir Path killed) throws IOException {
        open().write(credential(ACCESS_TOKEN, APP_ID, "value"));
        try (PersistentCacheManager used = ehcache()) {
            used.getCache("credentials", String.class, String.class).put("any", "text");
            copy(directory, killed);
        }
        CredentialStore store = new EhcacheCredentialStore(killed);

        assertThat(store.read(ACCESS_TOKEN, APP_ID)).isEmpty();
        store.write(credential(ACCESS_TOKEN, APP_ID, "new"));
        assertThat(store.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("new");
    }

    /** Ehcache would tell of each cache that it makes and gives up, and of the times of its files. */
    @Test
    void logsNothing() {
        try (LogCapture log = new LogCapture(
                "org.ehcache.core.EhcacheManager",
                "org.ehcache.impl.internal.store.disk.OffHeapDiskStore",
                "org.ehcache.impl.persistence.DefaultDiskResourceService",
                "org.ehcache.impl.persistence.DefaultLocalPersistenceService")) {
            for (String value : List.of("first", "second", "third")) {
                open().lease(APP_ID, A_WHILE).orElseThrow().close();
                open().write(credential(ACCESS_TOKEN, APP_ID, value));
                assertThat(open().read(ACCESS_TOKEN, APP_ID)).isPresent();
            }

            assertThat(log.lines()).noneMatch(line -> line.contains(" INFO ") || line.contains(" WARN "));
        }
    }

    /** Lest those who wait for another application keep it from writing. */
    @Test
    void readsAgainOnlyWhatHasChanged() throws IOException {
        CredentialStore store = open();
        CredentialStore other = open();
        store.write(credential(ACCESS_TOKEN, APP_ID, "first"));
        assertThat(other.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("first");
        FileTime index = indexTime();

        assertThat(other.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("first");
        assertThat(other.lease(APP_ID, A_WHILE)).isPresent();
        assertThat(store.lease(APP_ID, A_WHILE)).isEmpty();
        assertThat(indexTime()).isEqualTo(index);

        store.write(credential(ACCESS_TOKEN, APP_ID, "second"));
        assertThat(other.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("second");
    }

    /** Ehcache writes it whenever the cache is closed. */
    private FileTime indexTime() throws IOException {
        Path index = tree().stream()
                .filter(file -> file.toString().endsWith(".index"))
                .findFirst()
                .orElseThrow();
        return Files.getLastModifiedTime(index);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "a b 9223372036854775807"})
    void leasesTheRenewalThoughItsFileIsCorrupt(String content) throws IOException {
        assertThat(open().lease(APP_ID, A_WHILE)).isPresent();
        for (Path file : tree()) {
            if (file.getFileName().toString().startsWith("renewal-")) {
                Files.writeString(file, content);
            }
        }

        assertThat(open().lease(APP_ID, A_WHILE)).isPresent();
    }

    private void refusesTheDirectory() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> open().write(credential(ACCESS_TOKEN, APP_ID, "value")))
                .withMessageContaining(directory.toString())
                .withMessageContaining("belongs to another user; set storeDirectory");
    }

    private PersistentCacheManager ehcache() {
        return CacheManagerBuilder.newCacheManagerBuilder()
                .with(CacheManagerBuilder.persistence(directory.resolve("cache").toFile()))
                .withCache(
                        "credentials",
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                String.class,
                                String.class,
                                ResourcePoolsBuilder.newResourcePoolsBuilder()
                                        .heap(16, EntryUnit.ENTRIES)
                                        .disk(1, MemoryUnit.MB, true)))
                .build(true);
    }

    private List<Path> tree() throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.filter(entry -> !entry.equals(from)).toList()) {
                Files.copy(entry, to.resolve(from.relativize(entry)));
            }
        }
    }

    private boolean isPosix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Only the superuser can. */
    private static void giveAway(Path path) {
        boolean given;
        try {
            Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            given = true;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            given = false;
        }
        assumeTrue(given, "only the superuser may give a directory away");
    }
}
