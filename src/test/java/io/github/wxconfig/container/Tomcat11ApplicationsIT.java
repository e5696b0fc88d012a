package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 11. */
class Tomcat11ApplicationsIT extends ApplicationsContract {
    Tomcat11ApplicationsIT(@TempDir Path base) throws IOException {
        super(base, (folder, options, wars) -> Distribution.tomcat("11", folder, options), Map.of());
    }
}
