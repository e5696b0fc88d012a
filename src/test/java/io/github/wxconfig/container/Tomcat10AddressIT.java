package io.github.wxconfig.container;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 10.1, which has Servlet 6.0. */
class Tomcat10AddressIT extends AddressContract {
    Tomcat10AddressIT(@TempDir Path base) throws Exception {
        super(base, (folder, options, wars) -> Distribution.tomcat("10.1", folder, options), "tomcat");
    }
}
