package io.github.wxconfig.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/** The application of the suite as an exploded WAR: its classes, its files, and the packaged library or nothing. */
final class WarFolder {
    private static final FileTime LAST_MODIFIED = FileTime.from(Instant.parse("2026-03-02T02:00:00Z"));
    private static final int LARGE = 1024 * 1024;
    private static final Path LIBRARIES = Path.of("target/war/WEB-INF/lib").toAbsolutePath();

    private WarFolder() {}

    /** Makes it at this place; its files look as old in every folder, so that their validators are the same. */
    static Path make(Path folder, Edition edition, boolean withLibrary) throws IOException {
        edition.copyApplication(folder);
        byte[] binary = new byte[LARGE];
        Arrays.fill(binary, (byte) '<');
        Files.write(folder.resolve("static/large.bin"), binary);
        Files.writeString(
                folder.resolve("static/large.html"),
                "<!DOCTYPE html><html><head><title>large</title></head><body>" + "x".repeat(LARGE) + "</body></html>");
        if (withLibrary) {
            copy(LIBRARIES, folder.resolve("WEB-INF/lib"));
            Files.copy(edition.library(), folder.resolve("WEB-INF/lib/wxconfig.jar"));
        }
        try (Stream<Path> files = Files.walk(folder.resolve("static"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, LAST_MODIFIED);
            }
        }
        return folder;
    }

    /** Copies a folder with all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            tree.forEach(source -> {
                Path target = to.resolve(from.relativize(source).toString());
                try {
                    if (Files.isDirectory(source)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
