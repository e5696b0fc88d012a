package io.github.wxconfig.store;

import static io.github.wxconfig.ticket.Credential.Kind.ACCESS_TOKEN;
import static io.github.wxconfig.ticket.Credential.Kind.JSAPI_TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.LogCapture;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.Credential.Kind;
import io.github.wxconfig.ticket.CredentialStore;
import io.github.wxconfig.ticket.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does, whatever keeps its contents. */
abstract class CredentialStoreContract {
    static final String APP_ID = "wx0123456789abcdef";
    static final Duration A_WHILE = Duration.ofMinutes(1);
    static final Instant ISSUED = Instant.parse("2026-03-02T02:00:00.123Z");

    /** A store over the same contents as every other that this makes during one test. */
    abstract CredentialStore open();

    /** Puts this text where the store keeps the credential. */
    abstract void plant(Kind kind, String appId, String text);

    @Test
    void isEmptyAtFirst() {
        try (CredentialStore store = open()) {
            assertThat(store.read(JSAPI_TICKET, APP_ID)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesBackWhatWasWritten(Kind kind) {
        try (CredentialStore store = open()) {
            store.write(credential(kind, APP_ID, "value"));

            assertThat(store.read(kind, APP_ID)).hasValue(credential(kind, APP_ID, "value"));
        }
    }

    @Test
    void keepsThatItWasRepeated() {
        Credential repeated = new Credential(JSAPI_TICKET, APP_ID, "value", ISSUED, ISSUED.plusSeconds(300), true);
        try (CredentialStore store = open()) {
            store.write(repeated);

            assertThat(store.read(JSAPI_TICKET, APP_ID)).hasValue(repeated);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":\"x\",\"issuedAt\":0,\"expiresAt\":32503680000000}",
                "{\"value\":\"x\",\"issuedAt\":0,\"expiresAt\":9223372036854775807}",
                "{\"value\":\"x\",\"issuedAt\":-9223372036854775808,\"expiresAt\":9223372036854775807}"
            })
    void believesNoLifeOfYears(String text) {
        plant(JSAPI_TICKET, APP_ID, text);
        try (CredentialStore store = open()) {
            assertThat(store.read(JSAPI_TICKET, APP_ID)).hasValueSatisfying(read -> assertThat(read.expiresAt())
                    .isEqualTo(read.issuedAt().plus(Duration.ofDays(1))));
        }
    }

    @Test
    void keepsTheOneWrittenLast() {
        try (CredentialStore store = open()) {
            store.write(credential(JSAPI_TICKET, APP_ID, "first"));
            store.write(credential(JSAPI_TICKET, APP_ID, "second"));

            assertThat(store.read(JSAPI_TICKET, APP_ID).map(Credential::value)).hasValue("second");
        }
    }

    @Test
    void keepsKindsAndAccountsApart() {
        try (CredentialStore store = open()) {
            store.write(credential(ACCESS_TOKEN, APP_ID, "token"));
            store.write(credential(JSAPI_TICKET, APP_ID, "ticket"));
            store.write(credential(JSAPI_TICKET, "wxfedcba9876543210", "foreign"));

            assertThat(store.read(ACCESS_TOKEN, APP_ID).map(Credential::value)).hasValue("token");
            assertThat(store.read(JSAPI_TICKET, APP_ID).map(Credential::value)).hasValue("ticket");
            assertThat(store.read(JSAPI_TICKET, "wxfedcba9876543210").map(Credential::value))
                    .hasValue("foreign");
            assertThat(store.read(ACCESS_TOKEN, "wxfedcba9876543210")).isEmpty();
        }
    }

    /** Whether it is still good is for others to judge, by their clock. */
    @Test
    void givesBackWhatHasExpired() {
        Credential old = new Credential(
                JSAPI_TICKET,
                APP_ID,
                "old",
                Instant.parse("2020-01-01T00:00:00Z"),
                Instant.parse("2020-01-01T02:00:00Z"));
        try (CredentialStore store = open()) {
            store.write(old);

            assertThat(store.read(JSAPI_TICKET, APP_ID)).hasValue(old);
        }
    }

    @Test
    void keepsValuesOfAnyLengthAndCharacters() {
        String value = "\"'\\<>&=\u2028 微信 ".repeat(50) + "x".repeat(512);
        try (CredentialStore store = open()) {
            store.write(credential(JSAPI_TICKET, APP_ID, value));

            assertThat(store.read(JSAPI_TICKET, APP_ID).map(Credential::value)).hasValue(value);
        }
    }

    @Test
    void keepsItOverARestart() {
        try (CredentialStore store = open()) {
            store.write(credential(JSAPI_TICKET, APP_ID, "value"));
        }
        try (CredentialStore store = open()) {
            assertThat(store.read(JSAPI_TICKET, APP_ID)).hasValue(credential(JSAPI_TICKET, APP_ID, "value"));
        }
    }

    @Test
    void keepsItThoughNobodyClosesIt() {
        open().write(credential(JSAPI_TICKET, APP_ID, "value"));

        assertThat(open().read(JSAPI_TICKET, APP_ID)).hasValue(credential(JSAPI_TICKET, APP_ID, "value"));
    }

    @Test
    void isSharedByThoseWhoHaveItOpen() {
        try (CredentialStore one = open();
                CredentialStore other = open()) {
            one.write(credential(JSAPI_TICKET, APP_ID, "of one"));
            assertThat(other.read(JSAPI_TICKET, APP_ID).map(Credential::value)).hasValue("of one");

            other.write(credential(JSAPI_TICKET, APP_ID, "of the other"));
            assertThat(one.read(JSAPI_TICKET, APP_ID).map(Credential::value)).hasValue("of the other");
        }
    }

    @Test
    void servesManyAtOnce() throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Callable<Boolean>> work = IntStream.range(0, many)
                    .mapToObj(i -> (Callable<Boolean>) () -> isKept("wx000000000000000" + i))
                    .toList();
            for (Future<Boolean> kept : threads.invokeAll(work)) {
                assertThat(kept.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of an older version, of another program, or half written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret-value",
                "",
                "\"s3cret-value\"",
                "{\"value\":\"s3cret-value\"",
                "{\"value\":\"s3cret-value\"}",
                "{\"value\":\"s3cret-value\",\"issuedAt\":\"s3cret-value\",\"expiresAt\":1}",
                "{\"value\":\"s3cret-value\",\"issuedAt\":2,\"expiresAt\":1}",
                "{\"value\":\"s3cret-value\",\"issuedAt\":null,\"expiresAt\":[]}",
                "{\"value\":null,\"issuedAt\":1,\"expiresAt\":2}",
                "{\"value\":\"\",\"issuedAt\":1,\"expiresAt\":2}",
                "{\"value\":\"null\",\"issuedAt\":1,\"expiresAt\":2}",
                "[]",
                "null"
            })
    void hasNothingWhereItFindsSomethingElse(String text) {
        plant(JSAPI_TICKET, APP_ID, text);
        try (CredentialStore store = open();
                LogCapture log = new LogCapture()) {
            assertThat(store.read(JSAPI_TICKET, APP_ID)).isEmpty();
            assertThat(log.text()).doesNotContain("s3cret-value");

            store.write(credential(JSAPI_TICKET, APP_ID, "new"));
            assertThat(store.read(JSAPI_TICKET, APP_ID).map(Credential::value)).hasValue("new");
        }
    }

    @Test
    void leasesTheRenewalToOneOfAllNodes() throws Exception {
        List<Callable<Boolean>> nodes =
                Collections.nCopies(8, () -> open().lease(APP_ID, A_WHILE).isPresent());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            int granted = 0;
            for (Future<Boolean> node : threads.invokeAll(nodes)) {
                granted += node.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void leasesTheRenewalAgainOnceItIsGivenBack() {
        open().lease(APP_ID, A_WHILE).orElseThrow().close();

        assertThat(open().lease(APP_ID, A_WHILE)).isPresent();
    }

    @Test
    void leasesTheRenewalsOfTwoAccountsApart() {
        assertThat(open().lease(APP_ID, A_WHILE)).isPresent();
        assertThat(open().lease("wxfedcba9876543210", A_WHILE)).isPresent();
    }

    /** Its node died; or it was slow, and must not take the lease from the node that has it now. */
    @Test
    void leasesTheRenewalAgainOnceTheLeaseHasRunOut() throws InterruptedException {
        Lease slow = open().lease(APP_ID, Duration.ofMillis(50)).orElseThrow();
        Thread.sleep(100);
        assertThat(open().lease(APP_ID, A_WHILE)).isPresent();

        slow.close();

        assertThat(open().lease(APP_ID, A_WHILE)).isEmpty();
    }

    @Test
    void logsAndPrintsNoValue() {
        try (LogCapture log = new LogCapture();
                CredentialStore store = open()) {
            store.write(credential(JSAPI_TICKET, APP_ID, "s3cret-value"));
            store.read(JSAPI_TICKET, APP_ID);

            assertThat(log.text() + store.toString()).doesNotContain("s3cret-value");
        }
    }

    static Credential credential(Kind kind, String appId, String value) {
        return new Credential(kind, appId, value, ISSUED, ISSUED.plusSeconds(7200));
    }

    private boolean isKept(String appId) {
        try (CredentialStore store = open()) {
            return Stream.of("first", "second", "third").allMatch(value -> {
                store.write(credential(JSAPI_TICKET, appId, value));
                return store.read(JSAPI_TICKET, appId)
                        .map(Credential::value)
                        .filter(value::equals)
                        .isPresent();
            });
        }
    }
}
