package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    @ParameterizedTest
    @CsvSource({
        "example.com,     http://example.com/",
        "example.com,     https://www.example.com/a",
        "example.com,     https://a.b.example.com:8443?x=y",
        "EXAMPLE.com,     https://example.com/",
        "example.com,     https://EXAMPLE.com/",
        "localhost,       http://localhost:8080/",
        "192.0.2.1,       http://192.0.2.1/",
        "[2001:DB8::1],   http://[2001:db8::1]:8080/",
        "例子.中国,        https://xn--fsqu00a.xn--fiqs8s/",
        "例子.中国,        https://www.xn--fsqu00a.xn--fiqs8s/",
        "xn--fsqu00a.xn--fiqs8s, https://xn--fsqu00a.xn--fiqs8s/",
        "bücher.example,  https://xn--bcher-kva.example/",
        "my_app.example,  https://my_app.example/"
    })
    void admitsTheDomainAndItsSubdomains(String domain, String page) {
        assertThat(AllowedHosts.of(List.of("other.example", domain)).admits(new PageUrl(page)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,     https://notexample.com/",
        "example.com,     https://example.com.evil.example/",
        "example.com,     https://evil.example/example.com",
        "example.com,     https://evil.example?example.com",
        "example.com,     https://com/",
        "www.example.com, https://example.com/",
        "192.0.2.1,       http://10.192.0.2.10/"
    })
    void admitsNoOtherHost(String domain, String page) {
        assertThat(AllowedHosts.of(List.of(domain)).admits(new PageUrl(page))).isFalse();
    }

    @Test
    void admitsEveryHostWhenNoneIsNamed() {
        PageUrl page = new PageUrl("https://anything.example/");

        assertThat(AllowedHosts.any().admits(page)).isTrue();
        assertThat(AllowedHosts.of(List.of()).admits(page)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "example.com/path",
                "example.com:443",
                "*.example.com",
                ".example.com",
                "example..com",
                "example.com.",
                "user@example.com",
                "2001:db8::1",
                "a-label-that-is-longer-than-the-sixty-three-octets-which-a-name-may-have.example",
                ""
            })
    void refusesWhatIsNoHostName(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedHosts.of(List.of("example.com", entry)))
                .withMessage("not a host name like example.com, which admits its subdomains too");
    }
}
