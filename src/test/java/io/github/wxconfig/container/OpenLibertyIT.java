package io.github.wxconfig.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Open Liberty 25 with Servlet 6.0. */
@Tag("containers")
class OpenLibertyIT extends DistributionContract {
    OpenLibertyIT(@TempDir Path base) throws IOException {
        super(
                base,
                Edition.JAKARTA,
                (folder, options, wars) -> Distribution.openLiberty(folder, options),
                Map.of(
                        "Range",
                        "Liberty sends files as a whole, with the library or not",
                        "If-Modified-Since",
                        "Liberty sends a file again that it is not asked for with the very date of the file"));
    }
}
