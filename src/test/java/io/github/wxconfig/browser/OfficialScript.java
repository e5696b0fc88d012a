package io.github.wxconfig.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * WeChat's own script, version 1.6.0. It is not ours to publish, so npm fetches it when the tests run; below
 * {@code target} it serves later runs.
 */
final class OfficialScript {
    static final String PATH = "/open/js/jweixin-1.6.0.js";

    private static final String PACKAGE = "jweixin-npm@1.6.1";
    private static final String SHA_256 = "e30fa514a3275026bc240abf549e4bf3d27ddcc8ca09746d789f78c9077aac57";
    private static final Path DIRECTORY = Path.of("target", "official-script");
    private static final Path FILE = DIRECTORY.resolve("node_modules/jweixin-npm/jweixin-1.6.0.js");

    private OfficialScript() {}

    static byte[] read(Machine machine) throws IOException, InterruptedException, NoSuchAlgorithmException {
        if (!Files.exists(FILE)) {
            fetch(machine);
        }
        byte[] script = Files.readAllBytes(FILE);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script));
        if (!digest.equals(SHA_256)) {
            throw new IllegalStateException(FILE + " is not WeChat's script: its SHA-256 is " + digest);
        }
        return script;
    }

    private static void fetch(Machine machine) throws IOException, InterruptedException {
        Path npm = machine.npm();
        Files.createDirectories(DIRECTORY);
        Path log = DIRECTORY.resolve("npm.log");
        Process fetching = new ProcessBuilder(
                        npm.toString(),
                        "install",
                        "--prefix=" + DIRECTORY,
                        "--no-save",
                        "--no-package-lock",
                        "--ignore-scripts",
                        PACKAGE)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!fetching.waitFor(1, TimeUnit.MINUTES)) {
            fetching.destroyForcibly();
        }
        if (!Files.exists(FILE)) {
            throw machine.missing("npm could not fetch %s, see %s".formatted(PACKAGE, log));
        }
    }
}
