package io.github.wxconfig.store;

import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A directory that only the user who runs the application can look into, as far as the file system knows of users. */
record PrivateDirectory(Path path) {
    private static final Logger log = Logs.of(PrivateDirectory.class);
    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    /** Makes it where it is missing, and refuses one, or a link to one, that belongs to somebody else, as may be found in /tmp. */
    void prepare() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                create();
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

    /** Nobody gets in between its creation and its protection: it comes with its permissions. */
    private void create() throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path, permissions(path.getFileSystem().supportedFileAttributeViews()));
        } catch (FileAlreadyExistsException another) {
            log.debug("Another application has made {} at this moment", path, another);
        }
    }

    /** @param views the attributes that a file system keeps */
    FileAttribute<?>[] permissions(Set<String> views) throws IOException {
        if (views.contains("posix")) {
            return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ENTERS)};
        }
        if (!views.contains("acl")) {
            return new FileAttribute<?>[0];
        }
        try {
            return new FileAttribute<?>[] {accessForOwner()};
        } catch (UserPrincipalNotFoundException e) {
            log.debug("{} gets the permissions of the directory above, because the user is unknown", path, e);
            return new FileAttribute<?>[0];
        }
    }

    /** As Windows takes it: everything to the user, here and in what is made beneath, and nothing inherited from above. */
    private FileAttribute<List<AclEntry>> accessForOwner() throws IOException {
        UserPrincipal user = path.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        List<AclEntry> entries = List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(user)
                .setPermissions(AclEntryPermission.values())
                .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                .build());
        return new FileAttribute<>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return entries;
            }
        };
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
