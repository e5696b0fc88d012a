package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Undertow 2.2, which has Servlet 4.0 and no JSP. */
class Undertow22IT extends ContainerContract {
    Undertow22IT(@TempDir Path base) throws IOException {
        super(
                base,
                Edition.JAVAX,
                (folder, options, wars) -> Distribution.undertow("2.2", Edition.JAVAX, folder, options, wars),
                UndertowIT.LIMITS);
    }
}
