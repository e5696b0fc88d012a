package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 9, which has Servlet 4.0. */
class Tomcat9IT extends DistributionContract {
    Tomcat9IT(@TempDir Path base) throws IOException {
        super(base, Edition.JAVAX, (folder, options, wars) -> Distribution.tomcat("9", folder, options), Map.of());
    }
}
