package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** WildFly 39: Undertow with Servlet 6.0 and JBoss Modules. */
@Tag("containers")
class WildFlyIT extends DistributionContract {
    WildFlyIT(@TempDir Path base) throws IOException {
        super(base, Edition.JAKARTA, (folder, options, wars) -> Distribution.wildFly(folder, options), Map.of());
    }
}
