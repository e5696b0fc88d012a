package io.github.wxconfig.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The programs that this machine has. A test that needs one it does not have is skipped, unless the environment variable
 * {@code REQUIRE_BROWSER} is {@code true}: then it fails.
 *
 * @param environment the variables of the process
 */
public record Machine(Map<String, String> environment) {
    /** This one, which has all that a browser needs. */
    public static Machine withBrowser() {
        Machine machine = new Machine(System.getenv());
        machine.chromium();
        machine.chromedriver();
        return machine;
    }

    Path chromium() {
        return program(
                "Chromium",
                "apt-get install chromium",
                "chromium",
                "chromium-browser",
                "google-chrome-stable",
                "chrome");
    }

    Path chromedriver() {
        return program("ChromeDriver", "apt-get install chromium-driver", "chromedriver");
    }

    Path npm() {
        return program("npm", "apt-get install npm", "npm");
    }

    /** What runs JavaScript without a browser. */
    public Path node() {
        return program("Node", "apt-get install nodejs npm", "node");
    }

    /** The web server, as proxy in front of an application; Debian puts it where only an administrator's PATH leads. */
    public Path nginx() {
        return program("nginx", "apt-get install nginx-light", "nginx", "/usr/sbin/nginx");
    }

    /** To be thrown where something is missing without which no browser test can run. */
    public RuntimeException missing(String message) {
        return Boolean.parseBoolean(environment.get("REQUIRE_BROWSER"))
                ? new IllegalStateException(message + " (REQUIRE_BROWSER is true)")
                : new TestAbortedException(message);
    }

    private Path program(String title, String installation, String... names) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(Path.of(directory)::resolve))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing("%s is missing: none of %s is on the PATH. On Debian: %s"
                        .formatted(title, List.of(names), installation)));
    }
}
