package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,          10.0.0.0",
        "10.0.0.0/8,          10.255.255.255",
        "10.1.2.3/8,          10.200.0.1",
        "172.16.0.0/12,       172.31.255.255",
        "192.0.2.128/25,      192.0.2.128",
        "192.0.2.7/32,        192.0.2.7",
        "192.0.2.7,           192.0.2.7",
        "192.0.2.6/31,        192.0.2.7",
        "0.0.0.0/0,           203.0.113.7",
        "::/0,                2001:db8::1",
        "2001:db8::/32,       2001:db8:ffff::1",
        "2001:db8::1,         2001:0db8:0:0:0:0:0:1",
        "2001:db8::1,         2001:DB8::1",
        "2001:db8::8000/113,  2001:db8::8001",
        "fe80::/10,           fe80::1%eth0",
        "fe80::1%eth0,        fe80::1",
        "::1,                 [::1]",
        // An IPv4 peer of a dual-stack socket
        "10.0.0.0/8,          ::ffff:10.1.2.3",
        "10.0.0.0/8,          ::ffff:a01:203",
        "::ffff:10.1.2.3,     10.1.2.3"
    })
    void holdsAnAddressOfTheNetwork(String network, String address) {
        assertThat(TrustedProxies.of(List.of(network)).contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "10.0.0.0/8,         11.0.0.0",
                "10.0.0.0/8,         9.255.255.255",
                "172.16.0.0/12,      172.32.0.0",
                "192.0.2.128/25,     192.0.2.127",
                "192.0.2.6/31,       192.0.2.8",
                "0.0.0.0/0,          2001:db8::1",
                "::/0,               203.0.113.7",
                "2001:db8::/32,      2001:db9::1",
                "2001:db8::8000/113, 2001:db8::7fff",
                "0.0.0.0/0,          none",
                "0.0.0.0/0,          ''",
                "0.0.0.0/0,          unknown",
                "0.0.0.0/0,          10.0.0",
                "0.0.0.0/0,          10.0.0.0.1",
                "0.0.0.0/0,          167772161",
                "0.0.0.0/0,          010.0.0.1",
                "::/0,               2001:db8:::1",
                "::/0,               12345::",
                "::/0,               0:0:0:0:0:0:0:0:1",
                "::/0,               1.2.3.4::",
                "::/0,               [::1",
                "::/0,               :",
                // A name that every machine resolves, and an address that only a name server could
                "0.0.0.0/0,          localhost",
                "127.0.0.0/8,        localhost",
                "0.0.0.0/0,          256.0.0.1",
                "0.0.0.0/0,          999.999.999.999"
            })
    void holdsNothingElse(String network, String address) {
        assertThat(TrustedProxies.of(List.of(network)).contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "proxy.example.com",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0/8",
                "10.*.*.*",
                "256.0.0.1",
                "010.0.0.1",
                "::1/129",
                "::ffff:10.0.0.0/104",
                "2001:db8",
                ""
            })
    void refusesWhatIsNoNetwork(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(List.of("10.0.0.0/8", entry)))
                .withMessage("not an address or network like 10.0.0.0/8 or 2001:db8::/32");
    }

    @Test
    void believesNobodyWhenEmpty() {
        assertThat(TrustedProxies.of(List.of()).contains("127.0.0.1")).isFalse();
    }

    /** RFC 1122, 1918, 3927, 6598, 4291 and 4193. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "::1",
                "fe80::1%2",
                "fc00::1",
                "fd12:3456::1"
            })
    void trustsLoopbackAndPrivateAddressesByDefault(String address) {
        assertThat(TrustedProxies.loopbackAndPrivate().contains(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.128.0.1", "::", "::2", "2001:db8::1"})
    void trustsNoPublicAddressByDefault(String address) {
        assertThat(TrustedProxies.loopbackAndPrivate().contains(address)).isFalse();
    }
}
