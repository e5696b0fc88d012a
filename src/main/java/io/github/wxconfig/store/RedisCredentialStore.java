package io.github.wxconfig.store;

import io.github.wxconfig.log.Printable;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialStore;
import io.github.wxconfig.ticket.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps credentials in a Redis, for all nodes that sign for an account: under one key for each account and kind, value
 * and expiry in one text, until it expires. Needs the library {@code redis.clients:jedis}. Safe for use by many threads.
 */
public final class RedisCredentialStore implements CredentialStore {
    private static final int PATIENCE_IN_MILLIS = 1_000;
    private static final String DELETE_IF_MINE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";
    private static final String REPLACE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3]) end"
                    + " return false";
    /** Redis repeats the arguments of what it does not understand: a password, or a value. */
    private static final String REPEATED_ARGUMENTS = "(?s),? with args.*";

    private final String name;
    private final Supplier<Use> uses;
    private final Map<String, Holder> holders = new ConcurrentHashMap<>();

    private RedisCredentialStore(String name, Supplier<Use> uses) {
        this.name = name;
        this.uses = uses;
    }

    /**
     * A store over a client of the application's own, such as a {@link redis.clients.jedis.RedisSentinelClient} or a
     * {@link redis.clients.jedis.RedisClusterClient}. Its timeouts should be short: a second or less.
     *
     * @param client stays the application's, which also closes it
     */
    public RedisCredentialStore(UnifiedJedis client) {
        this("Redis", () -> new Use(client, () -> {}));
    }

    /**
     * A store in the Redis at an address. It connects for each use, of which there are a few in two hours, and gives up
     * after a second: no connection is kept that a firewall could have cut meanwhile.
     *
     * @param address {@code redis://[user:password@]host[:port][/db]}, or {@code rediss://} for TLS with a certificate
     *     that this JVM trusts; user and password percent-encoded
     * @throws IllegalArgumentException where it has another form; its message does not repeat it
     * @throws NoClassDefFoundError where the library is missing
     */
    public static RedisCredentialStore at(String address) {
        RedisAddress redis = RedisAddress.parse(address);
        HostAndPort host = new HostAndPort(redis.host(), redis.port());
        JedisClientConfig config = config(redis);
        return new RedisCredentialStore(redis.toString(), () -> {
            UnifiedJedis connected = RedisClient.builder()
                    .hostAndPort(host)
                    .clientConfig(config)
                    .poolConfig(poolOfOne())
                    .build();
            return new Use(connected, connected::close);
        });
    }

    private static JedisClientConfig config(RedisAddress redis) {
        return DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(PATIENCE_IN_MILLIS)
                .socketTimeoutMillis(PATIENCE_IN_MILLIS)
                .user(redis.user())
                .password(redis.password())
                .database(redis.database())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .sslOptions(redis.tls() ? SslOptions.defaults() : null)
                .build();
    }

    /** Without the thread and the MBean that a pool has by default, which would outlive the application. */
    private static ConnectionPoolConfig poolOfOne() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(1);
        pool.setTestWhileIdle(false);
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setJmxEnabled(false);
        return pool;
    }

    @Override
    public Optional<Credential> read(Kind kind, String appId) {
        String key = StoredCredential.key(kind, appId);
        return with(redis -> Optional.ofNullable(redis.get(key)))
                .flatMap(text -> StoredCredential.parse(kind, appId, text));
    }

    @Override
    public void write(Credential credential) {
        String key = StoredCredential.key(credential.kind(), credential.appId());
        long life =
                Duration.between(credential.issuedAt(), credential.expiresAt()).toMillis();
        with(redis -> redis.set(
                key, StoredCredential.text(credential), SetParams.setParams().px(life)));
    }

    @Override
    public Optional<Lease> lease(String appId, Duration longest) {
        String key = "wxconfig:" + appId + ":renewal";
        String id = UUID.randomUUID().toString();
        SetParams ifFree = SetParams.setParams().nx().px(longest.toMillis());
        boolean granted = with(redis -> redis.set(key, id, ifFree) != null || takesOver(redis, key, id, longest));
        return granted
                ? Optional.of(() -> with(redis -> redis.eval(DELETE_IF_MINE, List.of(key), List.of(id))))
                : Optional.empty();
    }

    /** A key that somebody set by hand, or that a restore brought back, may have lost its end: no lease lasts longer. */
    private boolean takesOver(UnifiedJedis redis, String key, String id, Duration longest) {
        String value = redis.get(key);
        if (value == null) {
            return false;
        }
        Holder holder = holders.compute(
                key,
                (same, before) ->
                        before != null && before.value().equals(value) ? before : new Holder(value, System.nanoTime()));
        return System.nanoTime() - holder.seenFrom() >= longest.toNanos()
                && redis.eval(REPLACE, List.of(key), List.of(value, id, Long.toString(longest.toMillis()))) != null;
    }

    /** Who had a lease that was refused here, and since when. */
    private record Holder(String value, long seenFrom) {}

    /** No exception of the client is passed on, for what its message or its cause may repeat. */
    private <T> T with(Function<UnifiedJedis, T> command) {
        try (Use use = uses.get()) {
            return command.apply(use.client());
        } catch (JedisException e) {
            throw new IllegalStateException(name + ": " + reason(e));
        }
    }

    private static String reason(JedisException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).replaceFirst(REPEATED_ARGUMENTS, "");
        return root.getClass().getSimpleName() + ", " + Printable.of(message);
    }

    private record Use(UnifiedJedis client, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    @Override
    public void close() {
        // Nothing of its own is open between uses.
    }

    @Override
    public String toString() {
        return "RedisCredentialStore[" + name + "]";
    }
}
