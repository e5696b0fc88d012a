package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 11, which has Servlet 6.1. */
class Tomcat11IT extends DistributionContract {
    Tomcat11IT(@TempDir Path base) throws IOException {
        super(base, Edition.JAKARTA, (folder, options, wars) -> Distribution.tomcat("11", folder, options), Map.of());
    }
}
