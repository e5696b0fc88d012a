package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicBaseUrlTest {
    /** On the right what a browser makes of it (WHATWG URL, sections 3.3 and 4.4). */
    @ParameterizedTest
    @CsvSource({
        "https://www.example.com,          https://www.example.com",
        "https://www.example.com/,         https://www.example.com",
        "https://www.example.com/shop,     https://www.example.com/shop",
        "https://www.example.com/shop/,    https://www.example.com/shop",
        "HTTPS://WWW.Example.COM/Shop,     https://www.example.com/Shop",
        "https://www.example.com:443/shop, https://www.example.com/shop",
        "http://www.example.com:80,        http://www.example.com",
        "https://www.example.com:80,       https://www.example.com",
        "http://www.example.com:443,       http://www.example.com",
        "http://www.example.com:8080,      http://www.example.com:8080",
        "http://[2001:DB8::1]:8080/shop,   http://[2001:db8::1]:8080/shop",
        "http://my_app.local/caf%C3%A9,    http://my_app.local/caf%C3%A9",
        "https://例子.中国,                 https://xn--fsqu00a.xn--fiqs8s",
        "https://例子.中国:8443/店,         https://xn--fsqu00a.xn--fiqs8s:8443/%E5%BA%97",
        "https://www.example.com/a%2Fb,    https://www.example.com/a%2Fb"
    })
    void isWhatABrowserMakesOfIt(String text, String value) {
        assertThat(PublicBaseUrl.parse(text)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            www.example.com              | not an absolute URL like https://www.example.com/shop
            /shop                        | not an absolute URL like https://www.example.com/shop
            https:www.example.com        | not an absolute URL like https://www.example.com/shop
            ftp://www.example.com        | not an http or https URL with a host
            https://www.example.com:0    | not an http or https URL with a host
            https://www.example.com:port | not an http or https URL with a host
            https://:8443                | not an http or https URL with a host
            https://www.example.com/?a=b | a base URL has no query, fragment or user
            https://www.example.com/#a   | a base URL has no query, fragment or user
            https://me:pa55@www.example.com | a base URL has no query, fragment or user
            https://me:p@55@www.example.com | not an http or https URL with a host
            https://me@www.example.com   | a base URL has no query, fragment or user
            https://www.example.com/a b  | not a URL
            https://                     | not a URL
            """)
    void refusesWhatIsNoBaseUrl(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicBaseUrl.parse(text))
                .withMessage(reason)
                .withNoCause();
    }
}
