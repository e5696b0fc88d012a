package io.github.wxconfig.container;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Jetty 12.1 with Servlet 6.1. */
class JettyEe11AddressIT extends AddressContract {
    JettyEe11AddressIT(@TempDir Path base) throws Exception {
        super(base, (folder, options, wars) -> Distribution.jetty("ee11", folder, options), "jetty");
    }
}
