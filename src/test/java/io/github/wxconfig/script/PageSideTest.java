package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs what node tests of the page's side: {@code node --test src/test/js/}. */
class PageSideTest {
    private static final Path LOG = Path.of("target", "page-side.log");

    @BeforeAll
    static void fetchesPackages() throws Exception {
        Assumptions.assumeTrue(
                run("src/test/js/packages.mjs") == 0, "npm cannot fetch the packages that the tests need");
    }

    @Test
    void passesItsOwnTests() throws Exception {
        assertThat(run("--test", "src/test/js/")).as(Files.readString(LOG)).isZero();
    }

    @Test
    void isMinifiedAsItStands() throws Exception {
        assertThat(run("src/test/js/minify.mjs", "--check"))
                .as(Files.readString(LOG))
                .isZero();
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(node()));
        command.addAll(List.of(arguments));
        Files.createDirectories(LOG.toAbsolutePath().getParent());
        Process node = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        if (!node.waitFor(3, TimeUnit.MINUTES)) {
            node.destroyForcibly();
        }
        return node.waitFor();
    }

    private static String node() {
        Optional<Path> node = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(node.isPresent(), "node is not on the PATH. On Debian: apt-get install nodejs npm");
        return node.orElseThrow().toString();
    }
}
