package io.github.wxconfig;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on a free port of the loopback interface, which keeps nothing on disk. Where its binary does not run, a
 * test is skipped; with {@code REQUIRE_REDIS=true} in the environment it fails.
 */
public final class RedisServer implements AutoCloseable {
    /** Its default user's, percent-encoded as it stands in an address. */
    public static final String PASSWORD = "pa55word%40redis%2F%C3%A9";

    private static final String DECODED_PASSWORD = "pa55word@redis/é";
    private static final Logger log = LoggerFactory.getLogger(RedisServer.class);

    private final redis.embedded.RedisServer process;
    private final int port;

    private RedisServer(redis.embedded.RedisServer process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Accepts connections when this returns.
     *
     * @param settings lines of redis.conf
     */
    public static RedisServer start(String... settings) {
        try {
            return start(freePort(), settings);
        } catch (IOException e) {
            String message = "Redis does not run here: " + e + " " + e.getCause();
            if (Boolean.parseBoolean(System.getenv("REQUIRE_REDIS"))) {
                throw new IllegalStateException(message + " (REQUIRE_REDIS is true)", e);
            }
            log.warn("A test is skipped. {}", message);
            throw new TestAbortedException(message, e);
        }
    }

    /** The same on a port where one has been before. */
    public static RedisServer start(int port, String... settings) throws IOException {
        File directory = Files.createDirectories(Path.of("target", "redis")).toFile();
        redis.embedded.RedisServer process = redis.embedded.RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(directory))
                .port(port)
                .setting("requirepass \"" + DECODED_PASSWORD + "\"")
                .setting("save \"\"")
                .setting(String.join("\n", settings))
                .build();
        process.start();
        return new RedisServer(process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** As in the setting {@code store}. */
    public String address() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
    }

    /** A connection of the test's own. */
    public Jedis connect() {
        Jedis redis = new Jedis("127.0.0.1", port);
        redis.auth(DECODED_PASSWORD);
        return redis;
    }

    /** The names of all keys. */
    public Set<String> keys() {
        try (Jedis redis = connect()) {
            Set<String> keys = redis.keys("*");
            SecretSearch.requireNoneIn(keys.toString());
            return keys;
        }
    }

    @Override
    public void close() {
        try {
            process.stop();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
