package io.github.wxconfig.container;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Jetty 12.1 with Servlet 6.0. */
class JettyEe10AddressIT extends AddressContract {
    JettyEe10AddressIT(@TempDir Path base) throws Exception {
        super(base, (folder, options, wars) -> Distribution.jetty("ee10", folder, options), "jetty");
    }
}
