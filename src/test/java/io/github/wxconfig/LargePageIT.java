package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter in a JVM that has less memory than the page has bytes. */
class LargePageIT {
    private final Path storeDirectory;

    LargePageIT(@TempDir Path storeDirectory) {
        this.storeDirectory = storeDirectory;
    }

    @ParameterizedTest
    @ValueSource(strings = {LargePageServer.BY_STREAM, LargePageServer.BY_WRITER})
    void signsOneHundredMegabytesInAHeapOfSixtyFour(String way) throws Exception {
        Process server = startServer();
        try {
            URI address = URI.create(server.inputReader(UTF_8).readLine());
            HttpRequest request = HttpRequest.newBuilder(address.resolve(way)).build();
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader page = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
                assertSigned(page.readLine());
                assertUnchanged(page);
            }
            server.getOutputStream().close();
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private Process startServer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargePageServer.class.getName(),
                        storeDirectory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void assertSigned(String head) {
        assertThat(head).startsWith(LargePage.BEFORE_SCRIPT).endsWith(LargePage.AFTER_SCRIPT);
        assertThat(head).containsOnlyOnce("nonceStr");
    }

    private static void assertUnchanged(BufferedReader body) throws IOException {
        for (int number = 0; number < LargePage.LINES; number++) {
            assertThat(body.readLine()).isEqualTo(LargePage.line(number));
        }
        assertThat(body.readLine()).isNull();
    }
}
