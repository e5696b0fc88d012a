package io.github.wxconfig.container;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 11, which has Servlet 6.1. */
class Tomcat11AddressIT extends AddressContract {
    Tomcat11AddressIT(@TempDir Path base) throws Exception {
        super(base, (folder, options, wars) -> Distribution.tomcat("11", folder, options), "tomcat");
    }
}
