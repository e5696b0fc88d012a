package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Jetty 12.1 with Servlet 6.0. */
class JettyEe10IT extends DistributionContract {
    JettyEe10IT(@TempDir Path base) throws IOException {
        super(base, Edition.JAKARTA, (folder, options, wars) -> Distribution.jetty("ee10", folder, options), Map.of());
    }
}
