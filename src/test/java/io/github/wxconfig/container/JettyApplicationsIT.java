package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Jetty 12.1 with Servlet 6.0. */
class JettyApplicationsIT extends ApplicationsContract {
    JettyApplicationsIT(@TempDir Path base) throws IOException {
        super(
                base,
                (folder, options, wars) -> Distribution.jetty("ee10", folder, options),
                Map.of("faces", "Weld needs a module of Jetty that is not there by itself"));
    }
}
