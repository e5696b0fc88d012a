package io.github.wxconfig.browser;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A file of a package that npm fetches when the tests run, once for all their JVMs; below {@code target} it serves later
 * runs.
 *
 * @param name of the package, with its version
 * @param file in the package
 */
record NpmPackage(String name, String file) {
    private static final Path DIRECTORY = Path.of("target", "npm-packages");

    String read(Machine machine) throws IOException, InterruptedException {
        Path directory = DIRECTORY.resolve(name.replace('/', '-').replace("@", "-"));
        Path found = directory
                .resolve("node_modules")
                .resolve(name.replaceAll("(?<=.)@.*", ""))
                .resolve(file);
        Files.createDirectories(directory);
        try (FileChannel lock = FileChannel.open(directory.resolve("lock"), CREATE, WRITE)) {
            lock.lock();
            if (!Files.exists(found)) {
                fetch(machine, directory);
            }
        }
        if (!Files.exists(found)) {
            throw machine.missing("npm could not fetch %s, see %s".formatted(name, directory.resolve("npm.log")));
        }
        return Files.readString(found);
    }

    private void fetch(Machine machine, Path directory) throws IOException, InterruptedException {
        Process fetching = new ProcessBuilder(
                        machine.npm().toString(),
                        "install",
                        "--prefix=" + directory,
                        "--no-save",
                        "--no-package-lock",
                        "--ignore-scripts",
                        name)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("npm.log").toFile())
                .start();
        if (!fetching.waitFor(1, TimeUnit.MINUTES)) {
            fetching.destroyForcibly();
        }
    }
}
