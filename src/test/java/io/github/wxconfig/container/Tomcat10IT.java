package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 10.1, which has Servlet 6.0. */
class Tomcat10IT extends DistributionContract {
    Tomcat10IT(@TempDir Path base) throws IOException {
        super(base, Edition.JAKARTA, (folder, options, wars) -> Distribution.tomcat("10.1", folder, options), Map.of());
    }
}
