package io.github.wxconfig.store;

import io.github.wxconfig.log.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that only the user who runs the application can look into, as far as the file system knows of users. */
record PrivateDirectory(Path path) {
    private static final Logger log = LoggerFactory.getLogger(PrivateDirectory.class);
    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    /** Makes it where it is missing, and refuses one, or a link to one, that belongs to somebody else, as may be found in /tmp. */
    void prepare() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(path);
            }
            if (!isPosix()) {
                return;
            }
            Path probe = Files.createTempFile(path, "owner", null);
            try {
                if (!Files.getOwner(probe).equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS))) {
                    throw new FileSystemException(
                            path.toString(),
                            null,
                            "it belongs to another user; set storeDirectory to a directory of this one's");
                }
            } finally {
                Files.delete(probe);
            }
            Files.setPosixFilePermissions(path, OWNER_ENTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ehcache makes its files with the process's umask. */
    void protectFiles() {
        if (!isPosix()) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path.toRealPath())) {
            for (Path entry : tree.toList()) {
                Files.setPosixFilePermissions(entry, Files.isDirectory(entry) ? OWNER_ENTERS : OWNER_READS);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            log.debug(
                    "Another application uses {} at this moment, and protects what it makes: {}",
                    Printable.of(path),
                    Printable.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
