package io.github.wxconfig.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    private final Path parent;

    PrivateDirectoryTest(@TempDir Path parent) {
        this.parent = parent;
    }

    /** Somebody who looks all the time, as whoever wants in would. */
    @Test
    void isAtNoMomentOpenToOthers() throws Exception {
        assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions here");
        Set<PosixFilePermission> seen = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 200; i++) {
            Path path = parent.resolve("store-" + i);
            Thread looking = new Thread(() -> lookUntilThere(path, seen));
            looking.start();
            new PrivateDirectory(path).prepare();
            looking.join();
        }

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    private static void lookUntilThere(Path path, Set<PosixFilePermission> seen) {
        while (true) {
            try {
                seen.addAll(Files.getPosixFilePermissions(path));
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    /** As on Windows. */
    @Test
    void isMadeForItsOwnerAloneWherePermissionsAreLists() throws IOException {
        UserPrincipal user = Files.getOwner(Files.createFile(parent.resolve("ours")));
        FileAttribute<?>[] attributes = new PrivateDirectory(parent).permissions(Set.of("basic", "owner", "acl"));

        assertThat(attributes).singleElement().satisfies(attribute -> {
            assertThat(attribute.name()).isEqualTo("acl:acl");
            assertThat((List<?>) attribute.value()).singleElement().isInstanceOfSatisfying(AclEntry.class, entry -> {
                assertThat(entry.type()).isEqualTo(AclEntryType.ALLOW);
                assertThat(entry.principal()).isEqualTo(user);
                assertThat(entry.permissions()).contains(AclEntryPermission.values());
            });
        });
    }

    @Test
    void isMadeWhereThereAreNoPermissions() throws IOException {
        assertThat(new PrivateDirectory(parent).permissions(Set.of("basic"))).isEmpty();
    }
}
