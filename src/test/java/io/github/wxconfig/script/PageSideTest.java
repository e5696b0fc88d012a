package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.browser.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs what node tests of the page's side: {@code node --test src/test/js/}. */
class PageSideTest {
    private static final Machine MACHINE = new Machine(System.getenv());
    private static final Path LOG = Path.of("target", "page-side.log");

    @BeforeAll
    static void fetchesPackages() throws Exception {
        if (run("src/test/js/packages.mjs") != 0) {
            throw MACHINE.missing("npm cannot fetch the packages that the tests need: " + Files.readString(LOG));
        }
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
        List<String> command = new ArrayList<>(List.of(MACHINE.node().toString()));
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
}
