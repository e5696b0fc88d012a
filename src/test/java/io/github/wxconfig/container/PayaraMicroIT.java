package io.github.wxconfig.container;

import io.github.wxconfig.container.app.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Payara Micro 6, which has Servlet 6.0 as Payara Server and GlassFish have it. */
@Tag("containers")
class PayaraMicroIT extends DistributionContract {
    PayaraMicroIT(@TempDir Path base) throws IOException {
        super(
                base,
                Edition.JAKARTA,
                (folder, options, wars) -> Distribution.payaraMicro(folder, options),
                Map.of(
                        Scenario.REDIRECT.path(),
                        "The body of a redirect has the address in it, which differs between the two applications"));
    }
}
