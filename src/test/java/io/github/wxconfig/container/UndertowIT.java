package io.github.wxconfig.container;

import io.github.wxconfig.container.app.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Undertow 2.3, which has Servlet 6.0 and no JSP. */
class UndertowIT extends ContainerContract {
    static final Map<String, String> LIMITS = Map.of(
            Scenario.FORWARD_TO_JSP.path(),
            "Undertow has no JSP",
            Scenario.RESET_AFTER_A_LENGTH.path(),
            "Undertow keeps a declared length over reset(), and cuts the next page, with the library or not");

    UndertowIT(@TempDir Path base) throws IOException {
        super(
                base,
                Edition.JAKARTA,
                (folder, options, wars) -> Distribution.undertow("2.3", Edition.JAKARTA, folder, options, wars),
                LIMITS);
    }
}
