package io.github.wxconfig.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemes as IANA has them registered, https://www.iana.org/assignments/uri-schemes/prov/redis. */
class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://localhost,                     false, localhost,   6379, 0,   , ",
        "redis://redis_1:6380,                  false, redis_1,     6380, 0,   , ",
        "redis://127.0.0.1:6379/,               false, 127.0.0.1,   6379, 0,   , ",
        "rediss://cache.example.com/15,         true,  cache.example.com, 6379, 15, , ",
        "redis://:p@localhost,                  false, localhost,   6379, 0,   , p",
        "redis://u:p@localhost:1/2,             false, localhost,   1,    2,  u, p",
        "redis://u:@localhost,                  false, localhost,   6379, 0,  u, ",
        "redis://u%40a:p%3A%2F%40+%C3%A9@h,     false, h,           6379, 0,  u@a, p:/@+é",
        "redis://u:a@b:c@h,                     false, h,           6379, 0,  u, a@b:c",
        "redis://[::1],                         false, ::1,         6379, 0,   , ",
        "rediss://u:p@[2001:db8::a]:6380/1,     true,  2001:db8::a, 6380, 1,  u, p"
    })
    void readsAnAddress(String text, boolean tls, String host, int port, int database, String user, String password) {
        assertThat(RedisAddress.parse(text)).isEqualTo(new RedisAddress(tls, host, port, database, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis",
                "redis:",
                "redis://",
                "redis:///0",
                "redis://:6379",
                "redis://u:p@",
                "redis://u@h",
                "redis://h:0",
                "redis://h:65536",
                "redis://h:123456789012",
                "redis://h/first",
                "redis://h/0/1",
                "redis://h?protocol=3",
                "redis://u:p#q@h",
                "redis://u:%zz@h",
                "redis://::1",
                "redis://one two",
                "redis-sentinel://h",
                "REDIS://h",
                "http://h"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> RedisAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no address like redis://user:password@host:6379/0")
                .hasNoCause();
    }

    @Test
    void printsNeitherUserNorPassword() {
        assertThat(RedisAddress.parse("rediss://user:pa55word@[::1]/7")).hasToString("rediss://[::1]:6379/7");
    }
}
