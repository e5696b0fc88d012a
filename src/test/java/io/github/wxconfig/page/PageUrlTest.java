package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://www.example.com,              www.example.com",
        "https://www.example.com/a/b,          www.example.com",
        "http://mp.weixin.qq.com?params=value, mp.weixin.qq.com",
        "http://localhost:8080/a:b,            localhost",
        "http://WWW.Example.com/A,             www.example.com",
        "http://[2001:db8::1]/,                [2001:db8::1]",
        "http://[2001:db8::1]:8080?a=b,        [2001:db8::1]"
    })
    void knowsItsHost(String url, String host) {
        assertThat(new PageUrl(url).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.com/", "/a", "ftp://www.example.com/", "HTTPS://www.example.com/", ""})
    void isAnAbsoluteWebAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PageUrl(text)).withMessageContaining("http");
    }

    @Test
    void hasNoFragment() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PageUrl("https://www.example.com/#top"))
                .withMessageContaining("fragment");
    }

    @Test
    void isPrintedAsItIs() {
        assertThat(new PageUrl("https://www.example.com/caf%C3%A9?a=b"))
                .hasToString("https://www.example.com/caf%C3%A9?a=b");
    }
}
