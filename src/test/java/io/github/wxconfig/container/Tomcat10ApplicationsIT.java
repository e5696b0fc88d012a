package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 10.1. */
class Tomcat10ApplicationsIT extends ApplicationsContract {
    Tomcat10ApplicationsIT(@TempDir Path base) throws IOException {
        super(base, (folder, options, wars) -> Distribution.tomcat("10.1", folder, options), Map.of());
    }
}
