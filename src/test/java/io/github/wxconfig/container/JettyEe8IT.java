package io.github.wxconfig.container;

import io.github.wxconfig.container.app.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Jetty 12.1 with Servlet 4.0. */
class JettyEe8IT extends DistributionContract {
    JettyEe8IT(@TempDir Path base) throws IOException {
        super(
                base,
                Edition.JAVAX,
                (folder, options, wars) -> Distribution.jetty("ee8", folder, options),
                Map.of(
                        Scenario.WRITER_IN_UTF_16.path(),
                        "Jetty writes the byte order mark to the first page of a connection only, with the library or not",
                        "/static/large.bin",
                        "Jetty declares no length of a large file to a filter that wraps the response"));
    }
}
