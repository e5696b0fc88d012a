package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.page.ForwardedFuzz;
import io.github.wxconfig.response.HeaderFuzz;
import io.github.wxconfig.response.PlacementFuzz;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A search for inputs that break a property, led by the code they reach: {@code -Dfuzz.seconds=} says for how long. What
 * it found stays in {@code target/fuzz}.
 */
class FuzzIT {
    /** In the build: always the same search, so that it fails for a change and not by chance. */
    private static final List<String> SHORT = List.of("-seed=1", "-runs=4000", "-max_total_time=40");

    private static final long SECONDS = Long.getLong("fuzz.seconds", 40);
    private static final long SECONDS_TO_START_AND_END = 120;
    private static final Path DIRECTORY = Path.of(System.getProperty("fuzz.directory", "target/fuzz"));

    @Test
    void pagesGainTheScriptAndNothingElse() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        List<String> folders = List.of("utf-8", "gbk", "undeclared", "xhtml");
        for (int served = 0; served < folders.size(); served++) {
            for (byte[] page : pages(folders.get(served))) {
                for (int flags = served; flags < 32; flags += 4) {
                    seeds.add(withControls(page, flags));
                }
            }
        }
        fuzz(PlacementFuzz.class, seeds);
    }

    @Test
    void forwardedHeadersBringAUsableUrlOrNone() throws Exception {
        fuzz(
                ForwardedFuzz.class,
                texts(
                        "for=192.0.2.43;proto=https;host=\"www.example.com:8443\", for=\"[fd00::2]:80\"\n\n\n\nbackend.internal",
                        "\nhttps\nwww.example.com\n8443\n[::1]",
                        "\nhttps, http\n[2001:db8::1]:8443, inner.local\n\n192.0.2.1"));
    }

    @Test
    void cachingHeadersAreUnderstoodOrLeftAlone() throws Exception {
        fuzz(
                HeaderFuzz.class,
                texts(
                        "\"abc\"\nSun, 01 Mar 2026 02:00:00 GMT\nMon, 02 Mar 2026 05:00:00 GMT\nmax-age=86400, immutable\n\"abc-wxs-e1\"",
                        "W/\"abc\"\n\n\nprivate=\"a, b\", s-maxage=\"7200\", stale-if-error=1\nW/\"abc-wxw-e1\", \"other\"",
                        "\"\"\n\n\nno-store\n*"));
    }

    private static void fuzz(Class<?> target, List<byte[]> seeds) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(DIRECTORY.resolve(target.getSimpleName()));
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        Path found = Files.createDirectories(directory.resolve("found"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = directory.resolve("log.txt");
        Process fuzzer = start(target, corpus, found, log);
        try {
            boolean ended = fuzzer.waitFor(SECONDS + SECONDS_TO_START_AND_END, TimeUnit.SECONDS);
            assertThat(ended).as("ended in time, see %s", log).isTrue();
        } finally {
            fuzzer.destroyForcibly();
        }
        assertThat(fuzzer.exitValue()).as(() -> findings(found, log)).isZero();
        assertThat(log).content().contains("DONE");
    }

    private static Process start(Class<?> target, Path corpus, Path found, Path log) throws IOException {
        String classPath = Stream.of("jazzer", "jazzer-api")
                .map(name ->
                        DIRECTORY.resolve("lib").resolve(name + "-" + System.getProperty("jazzer.version") + ".jar"))
                .map(Path::toString)
                .reduce(System.getProperty("java.class.path"), (path, jar) -> path + File.pathSeparator + jar);
        List<String> extent =
                System.getProperty("fuzz.seconds") == null ? SHORT : List.of("-max_total_time=" + SECONDS);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                classPath,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.github.wxconfig.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + File.separator,
                "-timeout=60",
                "-print_final_stats=1"));
        command.addAll(extent);
        command.add(corpus.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** For the reader of a failure: how to have the input again. */
    private static String findings(Path found, Path log) {
        StringBuilder text = new StringBuilder("The end of " + log + ":\n");
        try (Stream<Path> files = Files.list(found)) {
            List<String> lines = Files.readAllLines(log, ISO_8859_1);
            lines.subList(Math.max(0, lines.size() - 60), lines.size())
                    .forEach(line -> text.append(line).append('\n'));
            for (Path file : files.filter(path -> !path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                text.append(file).append("\n  Base64: ");
                text.append(Base64.getEncoder().encodeToString(Files.readAllBytes(file)))
                        .append('\n');
            }
        } catch (IOException e) {
            text.append(e);
        }
        return text.toString();
    }

    private static byte[] withControls(byte[] page, int flags) {
        byte[] input = Arrays.copyOf(page, page.length + PlacementFuzz.CONTROLS);
        input[page.length] = (byte) flags;
        input[page.length + 1] = 1;
        input[page.length + 2] = 7;
        return input;
    }

    private static List<byte[]> pages(String folder) throws Exception {
        Path directory = Path.of(Objects.requireNonNull(PlacementFuzz.class.getResource("corpus/" + folder))
                .toURI());
        List<byte[]> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(page -> !page.toString().endsWith(".expected.html"))
                    .sorted()
                    .toList()) {
                pages.add(Files.readAllBytes(file));
            }
        }
        return pages;
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(ISO_8859_1)).toList();
    }
}
