package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
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

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/a?b=c#d,       https://www.example.com/a?b=c",
        "http://127.0.0.1:8080/#,               http://127.0.0.1:8080/",
        "http://[::1]/,                         http://[::1]/",
        "https://xn--fsq.example/%E8%8C%B6?//@, https://xn--fsq.example/%E8%8C%B6?//@",
    })
    void isReadFromWhatABrowserShows(String href, String url) {
        assertThat(PageUrl.ofHref(href)).map(PageUrl::value).contains(url);
    }

    /** A browser writes none of these into location.href of a web page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "/a",
                "://",
                "http://",
                "http:///a",
                "http:/a",
                "file:///a",
                "javascript://www.example.com/",
                "HTTPS://www.example.com/",
                "https://www.Example.com/",
                "https://www.example.com:443/",
                "http://www.example.com:/",
                "http://www.example.com:99999/",
                "https://user@www.example.com/",
                "https://evil.example\\.www.example.com/",
                "https://evil.example#.www.example.com",
                "//www.example.com/",
                " https://www.example.com/",
                "https://a b/",
                "blob:https://www.example.com/1",
            })
    void isNotReadFromAnythingElse(String href) {
        assertThat(PageUrl.ofHref(href).map(PageUrl::host)).isNotEqualTo(Optional.of("www.example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://a.example?y,      true",
        "https://a.example/,  http://a.example/,        true",
        "https://a.example/,  https://a.example:8443/,  false",
        "https://a.example/,  https://a.example.evil/,  false",
        "https://a.example/,  https://b.a.example/,     false",
    })
    void comparesHosts(String one, String other, boolean same) {
        assertThat(new PageUrl(one).hasHostOf(new PageUrl(other))).isEqualTo(same);
    }

    @Test
    void isPrintedAsItIs() {
        assertThat(new PageUrl("https://www.example.com/caf%C3%A9?a=b"))
                .hasToString("https://www.example.com/caf%C3%A9?a=b");
    }
}
