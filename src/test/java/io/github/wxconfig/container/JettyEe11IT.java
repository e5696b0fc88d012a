package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Jetty 12.1 with Servlet 6.1. */
class JettyEe11IT extends DistributionContract {
    JettyEe11IT(@TempDir Path base) throws IOException {
        super(base, Edition.JAKARTA, (folder, options, wars) -> Distribution.jetty("ee11", folder, options), Map.of());
    }
}
