package io.github.wxconfig.container;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Undertow 2.3, which has Servlet 6.0. */
class UndertowAddressIT extends AddressContract {
    UndertowAddressIT(@TempDir Path base) throws Exception {
        super(
                base,
                (folder, options, wars) -> Distribution.undertow("2.3", Edition.JAKARTA, folder, options, wars),
                "undertow");
    }
}
