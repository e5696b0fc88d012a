package io.github.wxconfig.store;

import static io.github.wxconfig.ticket.Credential.Kind.JSAPI_TICKET;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wxconfig.RedisServer;
import io.github.wxconfig.Relay;
import io.github.wxconfig.SelfSigned;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

class RedisCredentialStoreTest extends CredentialStoreContract {
    private static RedisServer redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void empty() {
        try (Jedis server = redis.connect()) {
            server.flushAll();
        }
    }

    @AfterEach
    void namesKeysForAccountAndKindOnly() {
        assertThat(redis.keys())
                .allMatch(key -> key.matches("wxconfig:wx[0-9a-f]{16}:(access_token|jsapi_ticket|renewal)"));
    }

    @Override
    CredentialStore open() {
        return RedisCredentialStore.at(redis.address());
    }

    @Override
    void plant(Kind kind, String appId, String text) {
        try (Jedis server = redis.connect()) {
            server.set(StoredCredential.key(kind, appId), text);
        }
    }

    @Test
    void keepsNothingLongerThanItIsGoodFor() {
        open().write(credential(JSAPI_TICKET, APP_ID, "value"));

        try (Jedis server = redis.connect()) {
            assertThat(server.pttl("wxconfig:" + APP_ID + ":jsapi_ticket")).isBetween(7_140_000L, 7_200_000L);
        }
    }

    /** Set by hand, or brought back by a restore that drops the ends of keys. */
    @Test
    void takesALeaseOverThatHasNoEnd() throws InterruptedException {
        try (Jedis server = redis.connect()) {
            server.set("wxconfig:" + APP_ID + ":renewal", "x");
        }
        Duration longest = Duration.ofMillis(200);
        CredentialStore one = open();
        CredentialStore other = open();
        assertThat(one.lease(APP_ID, longest)).isEmpty();
        assertThat(other.lease(APP_ID, longest)).isEmpty();

        Thread.sleep(longest.toMillis());

        assertThat(one.lease(APP_ID, longest)).isPresent();
        assertThat(other.lease(APP_ID, longest)).isEmpty();
        try (Jedis server = redis.connect()) {
            assertThat(server.pttl("wxconfig:" + APP_ID + ":renewal"))
                    .isBetween(-2L, 200L)
                    .isNotEqualTo(-1);
        }
    }

    /** What the README lets the user do, and no more. */
    @Test
    void goesByTheUserAndTheDatabaseOfItsAddress() {
        try (Jedis server = redis.connect()) {
            server.sendCommand(
                    () -> "ACL".getBytes(US_ASCII),
                    "SETUSER",
                    "wx@config",
                    "on",
                    ">pa55word:of/wx",
                    "~wxconfig:*",
                    "+get",
                    "+set",
                    "+del",
                    "+eval",
                    "+select");
        }
        String address = "redis://wx%40config:pa55word%3Aof%2Fwx@localhost:" + redis.port() + "/3";

        RedisCredentialStore.at(address).write(credential(JSAPI_TICKET, APP_ID, "in three"));

        assertThat(RedisCredentialStore.at(address).read(JSAPI_TICKET, APP_ID)).isPresent();
        RedisCredentialStore.at(address).lease(APP_ID, A_WHILE).orElseThrow().close();
        assertThat(RedisCredentialStore.at(address).lease(APP_ID, A_WHILE)).isPresent();
        assertThat(open().read(JSAPI_TICKET, APP_ID)).isEmpty();
    }

    @Test
    void worksOverAClientOfTheApplicationAndLeavesItOpen() {
        try (RedisClient client = RedisClient.create(redis.address())) {
            CredentialStore store = new RedisCredentialStore(client);
            store.write(credential(JSAPI_TICKET, APP_ID, "value"));
            store.close();

            assertThat(client.get("wxconfig:" + APP_ID + ":jsapi_ticket")).contains("\"value\":\"value\"");
        }
    }

    @Test
    void replacesAValueOfAnotherType() {
        try (Jedis server = redis.connect()) {
            server.lpush("wxconfig:" + APP_ID + ":jsapi_ticket", "of another program");
        }

        assertThat(failure(() -> open().read(JSAPI_TICKET, APP_ID))).contains("WRONGTYPE");
        open().write(credential(JSAPI_TICKET, APP_ID, "value"));
        assertThat(open().read(JSAPI_TICKET, APP_ID)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:pa55word-wrong@127.0.0.1:", "redis://wx:pa55word-wrong@127.0.0.1:"})
    void saysThatThePasswordIsWrongWithoutRepeatingIt(String address) {
        CredentialStore store = RedisCredentialStore.at(address + redis.port());

        assertThat(failure(() -> store.read(JSAPI_TICKET, APP_ID)))
                .contains("redis://127.0.0.1:" + redis.port(), "WRONGPASS")
                .doesNotContain("pa55word");
    }

    @Test
    void saysThatAPasswordIsMissing() {
        CredentialStore store = RedisCredentialStore.at("redis://127.0.0.1:" + redis.port());

        assertThat(failure(() -> store.read(JSAPI_TICKET, APP_ID))).contains("NOAUTH");
    }

    /** Hosters rename commands; and to one that it does not know, Redis repeats the arguments. */
    @Test
    void doesNotRepeatAValueThatRedisRepeats() {
        try (RedisServer odd = RedisServer.start("rename-command SET PUT")) {
            CredentialStore store = RedisCredentialStore.at(odd.address());

            assertThat(failure(() -> store.write(credential(JSAPI_TICKET, APP_ID, "s3cret-value"))))
                    .contains("ERR unknown command `SET`")
                    .doesNotContain("s3cret-value", APP_ID);
        }
    }

    @Test
    void isNotConnectedToBeforeItIsUsed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            RedisCredentialStore.at("redis://127.0.0.1:" + server.getLocalPort())
                    .close();

            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
        }
    }

    @Test
    void givesUpWhereNobodyAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CredentialStore store = RedisCredentialStore.at("redis://127.0.0.1:" + silent.getLocalPort());

            assertThat(failure(() -> store.read(JSAPI_TICKET, APP_ID))).contains("Read timed out");
        }
    }

    @Test
    void encryptsAndChecksTheCertificate() throws Exception {
        SelfSigned certificate = SelfSigned.of("localhost");
        try (Relay tls = Relay.tlsTo(redis.port(), certificate.context())) {
            String login = "rediss://:" + RedisServer.PASSWORD + "@";
            CredentialStore strange = RedisCredentialStore.at(login + "localhost:" + tls.port());
            assertThat(failure(() -> strange.read(JSAPI_TICKET, APP_ID)))
                    .contains("unable to find valid certification path");

            certificate.whileTrusted(() -> {
                CredentialStore trusted = RedisCredentialStore.at(login + "localhost:" + tls.port());
                trusted.write(credential(JSAPI_TICKET, APP_ID, "value"));
                assertThat(trusted.read(JSAPI_TICKET, APP_ID)).isPresent();

                CredentialStore otherName = RedisCredentialStore.at(login + "127.0.0.1:" + tls.port());
                assertThat(failure(() -> otherName.read(JSAPI_TICKET, APP_ID))).contains("CertificateException");
            });
        }
    }

    private static String failure(ThrowingCallable use) {
        IllegalStateException failed = catchThrowableOfType(IllegalStateException.class, use);
        assertThat(failed).isNotNull().hasNoCause();
        return failed.toString();
    }
}
