package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class MachineTest {
    private final Path directory;

    MachineTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void findsAProgramOnThePath() throws Exception {
        Path driver = Files.createFile(directory.resolve("chromedriver"));
        assertThat(driver.toFile().setExecutable(true)).isTrue();
        Machine machine = new Machine(Map.of("PATH", "/nowhere" + File.pathSeparator + directory));
        assertThat(machine.chromedriver()).isEqualTo(driver);
    }

    @Test
    void skipsTheTestWhereAProgramIsMissingAndNamesTheCure() {
        Machine bare = new Machine(Map.of("PATH", directory.toString()));
        assertThatThrownBy(bare::chromium)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContainingAll("Chromium", "apt-get install chromium");
    }

    @Test
    void failsTheTestWhereTheBrowserIsRequired() {
        Machine bare = new Machine(Map.of("PATH", directory.toString(), "REQUIRE_BROWSER", "true"));
        assertThatThrownBy(bare::npm)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("npm", "apt-get install npm");
    }
}
