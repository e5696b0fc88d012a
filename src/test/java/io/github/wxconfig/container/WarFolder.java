package io.github.wxconfig.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
            addLibrary(folder, edition);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("static"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, LAST_MODIFIED);
            }
        }
        return folder;
    }

    /** Puts the packaged library beside the application's own, with what it depends on and the application does not have. */
    static void addLibrary(Path folder, Edition edition) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        List<String> own = artifacts(lib).map(WarFolder::withoutVersion).toList();
        for (String library : artifacts(LIBRARIES)
                .filter(name -> !own.contains(withoutVersion(name)))
                .toList()) {
            Files.copy(LIBRARIES.resolve(library), lib.resolve(library));
        }
        Files.copy(edition.library(), lib.resolve("wxconfig.jar"));
    }

    private static Stream<String> artifacts(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> jar.getFileName().toString()).toList().stream();
        }
    }

    private static String withoutVersion(String jar) {
        return jar.replaceFirst("-\\d.*", "");
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
