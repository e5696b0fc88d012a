package io.github.wxconfig.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlReaderTest {
    private final PageUrlReader reader = new PageUrlReader(null, TrustedProxies.loopbackAndPrivate(), headers -> {});

    /** The peer is a trusted proxy, and the container itself knows {@code http://backend.internal:8080}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # RFC 7239, section 4: examples
            Forwarded: for=192.0.2.60;proto=http;by=203.0.113.43                            | http://backend.internal:8080
            Forwarded: for="_gazonk"                                                        | http://backend.internal:8080
            Forwarded: For="[2001:db8:cafe::17]:4711"                                       | http://backend.internal:8080
            Forwarded: for=192.0.2.43, for=198.51.100.17                                    | http://backend.internal:8080
            # RFC 7239, sections 5.3 and 5.4: host and proto
            Forwarded: for=192.0.2.60;proto=https;host=www.example.com                      | https://www.example.com
            Forwarded: proto=https                                                          | https://backend.internal:8080
            Forwarded: host=www.example.com                                                 | http://www.example.com
            Forwarded: host="www.example.com:8443";proto=https                              | https://www.example.com:8443
            Forwarded: host="www.example.com:443";proto=https                               | https://www.example.com
            Forwarded: host="www.example.com:80";proto=http                                 | http://www.example.com
            Forwarded: host="[2001:db8::1]";proto=https                                     | https://[2001:db8::1]
            Forwarded: host="[2001:db8::1]:8443";proto=https                                | https://[2001:db8::1]:8443
            # TLS ends before a proxy that names a port of its own: no browser shows https on port 80
            Forwarded: host="www.example.com:80";proto=https                                | https://www.example.com
            Forwarded: host="www.example.com:443";proto=http                                | http://www.example.com
            Forwarded: host="[2001:db8::1]:80";proto=https                                  | https://[2001:db8::1]
            X-Forwarded-Host: www.example.com:80 ⏎ X-Forwarded-Proto: https                 | https://www.example.com
            X-Forwarded-Host: www.example.com ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Port: 80 | https://www.example.com
            X-Forwarded-Host: www.example.com ⏎ X-Forwarded-Proto: https, http ⏎ X-Forwarded-Port: 80, 8080 | https://www.example.com
            X-Forwarded-Host: www.example.com ⏎ X-Forwarded-Proto: http ⏎ X-Forwarded-Port: 443 | http://www.example.com
            X-Forwarded-Proto: https ⏎ X-Forwarded-Port: 80                                 | https://backend.internal
            # … nor the port on which the container listens without TLS, unless the proxy says http
            X-Forwarded-Host: www.example.com ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Port: 8080 | https://www.example.com
            X-Forwarded-Host: www.example.com ⏎ X-Forwarded-Proto: http ⏎ X-Forwarded-Port: 8080 | http://www.example.com:8080
            X-Forwarded-Host: www.example.com:8080 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Port: 8080 | https://www.example.com:8080
            # RFC 7239, section 4: names without regard to case, values as tokens or quoted strings, empty pairs
            Forwarded: FOR=192.0.2.60;Proto=https;HOST=www.example.com                      | https://www.example.com
            Forwarded: proto="https";host="www.example.com"                                 | https://www.example.com
            Forwarded: proto=HTTPS;host=WWW.Example.COM                                     | https://www.example.com
            Forwarded: host="www\\.example\\.com";proto=https                               | https://www.example.com
            Forwarded: ;proto=https;;host=www.example.com;                                  | https://www.example.com
            Forwarded: proto=https;host=www.example.com;by=_lb;tracking="a,b;c=\\"d\\""     | https://www.example.com
            Forwarded: for=192.0.2.60; proto=https; host=www.example.com                    | https://www.example.com
            # RFC 9110, section 5.6.4: a quoted string may be empty, and says nothing then
            Forwarded: for=203.0.113.9;host=www.example.com;proto=https;proto-version=""    | https://www.example.com
            Forwarded: proto="";host=""                                                     | http://backend.internal:8080
            Forwarded: for="";proto=https;host=www.example.com                              | https://www.example.com
            Forwarded: proto=https;host=www.example.com, for=10.0.0.2;proto="";host=""      | https://www.example.com
            # Without the quotes that RFC 7239, section 4, demands: routers send it
            Forwarded: for=203.0.113.9;host=www.example.com:443;proto=https                 | https://www.example.com
            Forwarded: for=203.0.113.9:4711;host=www.example.com:8443;proto=https           | https://www.example.com:8443
            Forwarded: for=[::ffff:203.0.113.9];host=www.example.com;proto=https            | https://www.example.com
            Forwarded: for=192.0.2.43;proto=https;host=www.example.com, for=[fd00::2]:80    | https://www.example.com
            Forwarded: host=[2001:db8::1]:8443;proto=https                                  | https://[2001:db8::1]:8443
            # A blank header is an absent one, and so is an empty element (RFC 9110, section 5.6.1)
            Forwarded:                                                                      | http://backend.internal:8080
            Forwarded: ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com       | https://www.example.com
            X-Forwarded-Proto:                                                              | http://backend.internal:8080
            X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com ⏎ X-Forwarded-Port: | https://www.example.com
            X-Forwarded-Proto: https ⏎ X-Forwarded-Host: ⏎ X-Forwarded-Port: 8443           | https://backend.internal:8443
            X-Forwarded-Proto: ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com | https://www.example.com
            X-Forwarded-Proto: , https ⏎ X-Forwarded-Host: www.example.com                  | https://www.example.com
            # RFC 7239, section 7.1: a list over several lines is one list; elements may be empty
            Forwarded: for=192.0.2.43;proto=https;host=www.example.com ⏎ Forwarded: for=10.0.0.2 | https://www.example.com
            Forwarded: , for=192.0.2.43;proto=https;host=www.example.com ,                  | https://www.example.com
            # A chain of trusted proxies is followed up to the browser, whose side says what it asked for
            Forwarded: for=192.0.2.43;proto=https;host=www.example.com, for=10.0.0.2;proto=http;host=backend.internal | https://www.example.com
            Forwarded: for=192.0.2.43;proto=https, for=10.0.0.2;host=www.example.com        | https://www.example.com
            Forwarded: for=192.0.2.43;proto=https;host=www.example.com, for="10.0.0.2:4711" | https://www.example.com
            Forwarded: for=192.0.2.43;proto=https;host=www.example.com, for="[fd00::2]:80"  | https://www.example.com
            Forwarded: for=192.0.2.43;proto=https;host=www.example.com, for=10.0.0.2, for=127.0.0.1 | https://www.example.com
            # What stands beyond a stranger could have been written by anybody
            Forwarded: for=192.0.2.43;proto=https;host=evil.example, for=198.51.100.17;proto=https;host=www.example.com | https://www.example.com
            Forwarded: for=192.0.2.43;host=evil.example, for=unknown;proto=https;host=www.example.com | https://www.example.com
            Forwarded: for=192.0.2.43;host=evil.example, for=_hidden;proto=https;host=www.example.com | https://www.example.com
            Forwarded: for=192.0.2.43;host=evil.example, proto=https;host=www.example.com   | https://www.example.com
            Forwarded: for=10.0.0.3;host=evil.example, for=999.0.0.1;proto=https;host=www.example.com | https://www.example.com
            # X-Forwarded-*: nginx, Apache, HAProxy, AWS, GCP, Traefik, Cloudflare
            X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com                    | https://www.example.com
            X-Forwarded-Proto: https                                                        | https://backend.internal:8080
            X-Forwarded-Host: www.example.com                                               | http://www.example.com
            X-Forwarded-Host: www.example.com:8443 ⏎ X-Forwarded-Proto: https               | https://www.example.com:8443
            X-Forwarded-Port: 443 ⏎ X-Forwarded-Proto: https                                | https://backend.internal
            X-Forwarded-Port: 8443 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com | https://www.example.com:8443
            X-Forwarded-Port: 443 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com | https://www.example.com
            X-Forwarded-Port: 80 ⏎ X-Forwarded-Host: www.example.com                        | http://www.example.com
            X-Forwarded-Port: 8443 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com:9443 | https://www.example.com:9443
            X-Forwarded-Host: [2001:db8::1]:8443 ⏎ X-Forwarded-Proto: https                 | https://[2001:db8::1]:8443
            X-Forwarded-Host: [2001:DB8::1] ⏎ X-Forwarded-Proto: https                      | https://[2001:db8::1]
            X-FORWARDED-PROTO: HTTPS ⏎ x-forwarded-host: WWW.EXAMPLE.COM                    | https://www.example.com
            # A port in the host is what the browser sent; the other header only says where a proxy listens
            X-Forwarded-Port: 443 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com:9443 | https://www.example.com:9443
            X-Forwarded-Port: 9443 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com:443 | https://www.example.com
            X-Forwarded-Port: 8443 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: [2001:db8::1] | https://[2001:db8::1]:8443
            # Several proxies: the first value is the browser's side, on however many lines
            X-Forwarded-Proto: https, http ⏎ X-Forwarded-Host: www.example.com, inner.local | https://www.example.com
            X-Forwarded-Proto: https,http ⏎ X-Forwarded-Host: www.example.com,inner.local ⏎ X-Forwarded-Port: 8443,8080 | https://www.example.com:8443
            X-Forwarded-Proto: https ⏎ X-Forwarded-Proto: http ⏎ X-Forwarded-Host: www.example.com | https://www.example.com
            X-Forwarded-Host: www.example.com:8443 , inner.local:8080 ⏎ X-Forwarded-Proto: https | https://www.example.com:8443
            X-Forwarded-Host: www.example.com ⏎ X-Forwarded-Host: inner.local ⏎ X-Forwarded-Proto: https | https://www.example.com
            # Never a mix of both families: Forwarded wins and is all that counts
            Forwarded: proto=https;host=www.example.com ⏎ X-Forwarded-Host: other.example ⏎ X-Forwarded-Port: 8443 | https://www.example.com
            Forwarded: for=192.0.2.43 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com | http://backend.internal:8080
            Forwarded: proto=https ⏎ X-Forwarded-Host: www.example.com                      | https://backend.internal:8080
            Forwarded: host=www.example.com ⏎ X-Forwarded-Proto: https                      | http://www.example.com
            # Says nothing of scheme and host
            X-Forwarded-For: 192.0.2.43                                                     | http://backend.internal:8080
            X-Forwarded-Server: www.example.com                                             | http://backend.internal:8080
            """)
    void believesForwardedHeadersOfATrustedProxy(String headers, String origin) {
        assertThat(reader.read(FakeRequest.get("/page").headers(headers).build()))
                .hasValue(new PageUrl(origin + "/page"));
        assertThat(reader.malformed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: proto=gopher;host=www.example.com",
                "Forwarded: host=www.example.com:port",
                "Forwarded: host=2001:db8::1",
                "Forwarded: host=\"www.example.com",
                "Forwarded: host=",
                "Forwarded: host",
                "Forwarded: =www.example.com",
                "Forwarded: host = www.example.com",
                "Forwarded: host=www.example.com proto=https",
                "Forwarded: host=www.example.com;host=other.example",
                "Forwarded: proto=https;host=\"user@www.example.com\"",
                "Forwarded: proto=https;host=\"www.example.com/path\"",
                "Forwarded: proto=https;host=\"www.example.com:0\"",
                "Forwarded: proto=https;host=\"www.example.com:65536\"",
                "Forwarded: proto=https;host=\"www.example.com:\"",
                "Forwarded: proto=https;host=\"2001:db8::1\"",
                "Forwarded: proto=https;host=\"[2001:db8::1\"",
                "Forwarded: proto=https;host=www.example.com, {}",
                "Forwarded: ,",
                "Forwarded: , ⏎ X-Forwarded-Host: www.example.com",
                "X-Forwarded-Proto: on",
                "X-Forwarded-Host: www.example.com:port",
                "X-Forwarded-Host: www.example.com/path",
                "X-Forwarded-Host: www example com",
                "X-Forwarded-Host: \"www.example.com\"",
                "X-Forwarded-Host: 2001:db8::1",
                "X-Forwarded-Port: 0",
                "X-Forwarded-Port: 65536",
                "X-Forwarded-Port: -1",
                "X-Forwarded-Port: https",
                "X-Forwarded-Port: 4430000000"
            })
    void ignoresAndCountsMalformedHeaders(String headers) {
        assertThat(reader.read(FakeRequest.get("/page").headers(headers).build()))
                .hasValue(new PageUrl("http://backend.internal:8080/page"));
        assertThat(reader.malformed()).isOne();
    }

    /** Headers have no length but the container's; a pattern that begins anew at each character would take hours. */
    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=\"[%sx]\"", "Forwarded: for=[%sx]", "Forwarded: for=%sx"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsALongHeaderAtOnce(String header) {
        String colons = ":".repeat(1 << 20);

        assertThat(reader.read(FakeRequest.get("/page")
                        .headers(header.formatted(colons) + ";proto=https;host=www.example.com")
                        .build()))
                .hasValue(new PageUrl("https://www.example.com/page"));
    }

    /** Each account has a reader of its own, and reads again when it signs. */
    @Test
    void countsARequestOnceHoweverManyReadIt() {
        PageUrlReader another = new PageUrlReader(null, TrustedProxies.loopbackAndPrivate(), headers -> {});
        HttpServletRequest request =
                FakeRequest.get("/page").headers("X-Forwarded-Proto: on").build();

        for (PageUrlReader account : List.of(reader, another, reader)) {
            assertThat(account.read(request)).hasValue(new PageUrl("http://backend.internal:8080/page"));
        }
        reader.read(FakeRequest.get("/page").headers("X-Forwarded-Proto: on").build());

        assertThat(reader.malformed() + another.malformed()).isEqualTo(2);
    }

    /** A blank line says nothing to a person either. */
    @Test
    void showsTheHeadersThatAreMalformed() {
        List<MalformedHeaders> shown = new ArrayList<>();
        new PageUrlReader(null, TrustedProxies.loopbackAndPrivate(), shown::add)
                .read(FakeRequest.get("/page")
                        .headers("Forwarded: ⏎ X-Forwarded-Proto: on ⏎ X-Forwarded-Port:")
                        .build());

        assertThat(shown).containsExactly(new MalformedHeaders("10.0.0.1", Map.of("X-Forwarded-Proto", "on")));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,       localhost,   localhost:8080",
        "127.0.0.1,       LocalHost,   LocalHost",
        "127.0.0.1,       127.0.0.1,   127.0.0.1:8080",
        "127.0.0.53,      127.0.0.53,  127.0.0.53",
        "::1,             [::1],       [::1]:8080",
        "0:0:0:0:0:0:0:1, ::1,         [0:0:0:0:0:0:0:1]:8080"
    })
    void isConfidentialOnThisMachine(String peer, String host, String header) {
        FakeRequest request = FakeRequest.get("/hub")
                .from(peer)
                .sentTo("http", host, 8080)
                .headers("Host: " + header)
                // Apache HttpClient, curl, Java, fetch of Node; and what tracing agents add to them
                .headers(
                        "Accept: */* ⏎ Accept-Encoding: gzip ⏎ Accept-Language: * ⏎ Connection: Upgrade, HTTP2-Settings"
                                + " ⏎ HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA ⏎ Upgrade: h2c"
                                + " ⏎ User-Agent: curl/8.5.0 ⏎ Authorization: Bearer key ⏎ Sec-Fetch-Mode: cors"
                                + " ⏎ traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ⏎ sw8: 1-a-b"
                                + " ⏎ X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7 ⏎ x-datadog-trace-id: 1");

        assertThat(reader.isConfidential(request.build())).isTrue();
    }

    /** What nginx, Apache, HAProxy, IIS, Traefik, Envoy, tunnels and delivery networks tell of a request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=203.0.113.9",
                "Forwarded:",
                "Via: 1.1 proxy",
                "Max-Forwards: 9",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Proto: http",
                "X-Forwarded-Protocol: http",
                "X-Forwarded-Scheme: http",
                "X-Forwarded-Ssl: off",
                "X-Forwarded-Server: hub.example.com",
                "X-Scheme: http",
                "X-Url-Scheme: http",
                "X-Original-Host: hub.example.com",
                "X-Original-URL: /wxconfig/hub",
                "X-Rewrite-URL: /wxconfig/hub",
                "X-Host: hub.example.com",
                "X-Server-Name: hub.example.com",
                "X-Real-IP: 203.0.113.9",
                "X-Remote-Addr: 203.0.113.9",
                "X-Client-IP: 203.0.113.9",
                "X-Cluster-Client-IP: 203.0.113.9",
                "X-ProxyUser-Ip: 203.0.113.9",
                "X-Envoy-External-Address: 203.0.113.9",
                "X-Nginx-Proxy: true",
                "X-Accel-Mapping: /=/",
                "X-ARR-LOG-ID: 3f0b",
                "X-HTTPS: off",
                "Front-End-Https: off",
                "HTTPS: off",
                "SSL: off",
                "Proxy-Client-IP: 203.0.113.9",
                "WL-Proxy-SSL: false",
                "True-Client-IP: 203.0.113.9",
                "CF-Visitor: {}",
                "CF-Connecting-IP: 203.0.113.9",
                "CDN-Loop: cloudflare",
                "Ali-Cdn-Real-Ip: 203.0.113.9",
                "X_FORWARDED_FOR: 203.0.113.9"
            })
    void isNotConfidentialThroughAProxyOnThisMachine(String header) {
        FakeRequest request = onThisMachine().headers(header);

        assertThat(reader.isConfidential(request.build())).isFalse();
    }

    /** As of a proxy that adds nothing. */
    @Test
    void isNotConfidentialWhereTheSenderAskedForAPublicHost() {
        assertThat(reader.isConfidential(FakeRequest.get("/hub")
                        .from("127.0.0.1")
                        .sentTo("http", "hub.example.com", 80)
                        .headers("Host: hub.example.com")
                        .build()))
                .isFalse();
        assertThat(reader.isConfidential(FakeRequest.get("/hub")
                        .from("127.0.0.1")
                        .sentTo("http", "localhost", 80)
                        .headers("Host: hub.example.com")
                        .build()))
                .as("a filter further out has applied a header and hidden it")
                .isFalse();
        assertThat(reader.isConfidential(FakeRequest.get("/hub")
                        .from("127.0.0.1")
                        .sentTo("http", "localhost.example.com", 80)
                        .build()))
                .isFalse();
    }

    /** Nginx's proxy_pass to http://127.0.0.1:8080, when nothing else is said. */
    @Test
    void isNotConfidentialThroughAnNginxThatTellsNothing() {
        assertThat(reader.isConfidential(onThisMachine()
                        .protocol("HTTP/1.0")
                        .headers("Connection: close")
                        .build()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "203.0.113.9", "fd00::1", ""})
    void isNotConfidentialFromAnotherMachine(String peer) {
        assertThat(reader.isConfidential(onThisMachine().from(peer).build())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,    http,  X-Forwarded-Proto: https, true",
        "10.0.0.1,    http,  X-Forwarded-Proto: http,  false",
        "203.0.113.9, http,  X-Forwarded-Proto: https, false",
        "203.0.113.9, https, Accept: */*,              true"
    })
    void isConfidentialByHttps(String peer, String scheme, String header, boolean confidential) {
        FakeRequest request = FakeRequest.get("/hub")
                .from(peer)
                .sentTo(scheme, "hub.example.com", 443)
                .headers(header);

        assertThat(reader.isConfidential(request.build())).isEqualTo(confidential);
    }

    private static FakeRequest onThisMachine() {
        return FakeRequest.get("/hub")
                .from("127.0.0.1")
                .sentTo("http", "127.0.0.1", 8080)
                .headers("Host: 127.0.0.1:8080 ⏎ Authorization: Bearer key");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"203.0.113.7", "2001:db8::7", "172.32.0.1", "backend.internal", "''", "none"})
    void believesNothingFromAStranger(String peer) {
        FakeRequest request = FakeRequest.get("/page").from(peer);

        assertThat(reader.read(request.headers("Forwarded: proto=https;host=evil.example")
                        .build()))
                .hasValue(new PageUrl("http://backend.internal:8080/page"));
        assertThat(reader.read(request.headers("X-Forwarded-Proto: https ⏎ X-Forwarded-Host: evil.example")
                        .build()))
                .hasValue(new PageUrl("http://backend.internal:8080/page"));
        assertThat(reader.malformed()).isZero();
    }

    /** As Tomcat's RemoteIpValve and Jetty's ForwardedRequestCustomizer do; they leave most headers where they are. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, X-Forwarded-For: 203.0.113.7 ⏎ X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com",
        "203.0.113.7, X-Forwarded-Proto: https ⏎ X-Forwarded-Port: 8443",
        "203.0.113.7, Forwarded: for=203.0.113.7;proto=https;host=www.example.com",
        "10.0.0.1,    X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com",
        "10.0.0.1,    X-Forwarded-Proto: https ⏎ X-Forwarded-Port: 443",
        "10.0.0.1,    Forwarded: proto=https;host=www.example.com",
    })
    void agreesWithAContainerThatHasAppliedTheHeaders(String peer, String headers) {
        FakeRequest request = FakeRequest.get("/page")
                .from(peer)
                .sentTo("https", "www.example.com", 443)
                .headers(headers);

        assertThat(reader.read(request.build())).hasValue(new PageUrl("https://www.example.com/page"));
    }

    /** By default it applies the scheme, and shows the visitor's address in place of the proxy's. */
    @Test
    void believesTheProxyThatTomcatsValveHasHidden() {
        FakeRequest request = FakeRequest.get("/page")
                .from("203.0.113.7")
                .sentTo("https", "backend.internal", 8080)
                .headers("X-Forwarded-Proto: https ⏎ X-Forwarded-Host: www.example.com");

        assertThat(reader.read(request.build())).hasValue(new PageUrl("https://backend.internal:8080/page"));
        assertThat(reader.read(request.attribute("org.apache.tomcat.request.forwarded", true)
                        .build()))
                .hasValue(new PageUrl("https://www.example.com/page"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:10.0.0.1", "[::ffff:10.0.0.1]", "0:0:0:0:0:0:0:1", "[::1]", "fe80::1%eth0"})
    void believesAPeerHoweverItsAddressIsWritten(String peer) {
        FakeRequest request = FakeRequest.get("/page").from(peer).headers("X-Forwarded-Host: www.example.com");

        assertThat(reader.read(request.build())).hasValue(new PageUrl("http://www.example.com/page"));
    }

    /** What the container says, in the form in which a browser shows it. */
    @ParameterizedTest
    @CsvSource({
        "http,  www.example.com, 80,   http://www.example.com",
        "http,  www.example.com, 8080, http://www.example.com:8080",
        "http,  www.example.com, 443,  http://www.example.com",
        "https, www.example.com, 443,  https://www.example.com",
        "https, www.example.com, 80,   https://www.example.com",
        "https, www.example.com, -1,   https://www.example.com",
        "HTTPS, WWW.Example.com, 443,  https://www.example.com",
        "http,  192.0.2.1,       80,   http://192.0.2.1",
        "http,  [::1],           8080, http://[::1]:8080",
        "http,  ::1,             8080, http://[::1]:8080",
        "http,  xn--fiq228c.com, 80,   http://xn--fiq228c.com",
        "http,  my_app.local,    80,   http://my_app.local"
    })
    void takesSchemeAndHostFromTheContainer(String scheme, String host, int port, String origin) {
        assertThat(reader.read(FakeRequest.get("/").sentTo(scheme, host, port).build()))
                .hasValue(new PageUrl(origin + "/"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none", "''", "bad host", "[::1", "a/b", "a@b"})
    void hasNoUrlWithoutAUsableHost(String host) {
        assertThat(reader.read(FakeRequest.get("/").sentTo("http", host, 80).build()))
                .isEmpty();
    }

    /** A browser shows none of these; what is invisible in a log must not get into a signature either. */
    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x7F, 0x85, 0x9F, 0xA0, 0x3000})
    void believesNoHostWithControlCharactersOrForeignSpaces(int c) {
        String host = "www" + Character.toString(c) + ".example.com";
        assertThat(reader.read(FakeRequest.get("/page")
                        .headers("X-Forwarded-Host: " + host)
                        .build()))
                .hasValue(new PageUrl("http://backend.internal:8080/page"));
        assertThat(reader.read(FakeRequest.get("/page").sentTo("http", host, 80).build()))
                .isEmpty();
    }

    /** WeChat signs what the browser sent: neither decoded, nor encoded, nor tidied up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a?",
                "/a??",
                "/a?b=c?d",
                "/a?from=singlemessage&isappinstalled=0",
                "/a%2Fb",
                "/a%2fb",
                "/a;jsessionid=node0abc.node0?x=1",
                "/caf%C3%A9?q=%E5%BE%AE%E4%BF%A1+%20",
                "/caf%c3%a9",
                "/%7Euser/~user",
                "//a//b/",
                "/a/../b/./c",
                "/a|b?x={y}",
                "/?code=081aBc&state=STATE",
                "/a?url=https%3A%2F%2Fexample.com%2F%23hash",
                "/a?&&=&"
            })
    void keepsPathAndQueryAsTheyWereSent(String target) {
        assertThat(reader.read(FakeRequest.get(target)
                        .sentTo("https", "www.example.com", 443)
                        .build()))
                .hasValue(new PageUrl("https://www.example.com" + target));
    }

    /** No browser sends one; but whoever does still gets the page. */
    @ParameterizedTest
    @ValueSource(strings = {"/a#b", "/a?b#c"})
    void hasNoUrlWhereTheTargetHasAFragment(String target) {
        assertThat(reader.read(FakeRequest.get(target).build())).isEmpty();
        assertThat(withBase("https://www.example.com")
                        .read(FakeRequest.get(target).build()))
                .isEmpty();
    }

    /** A container's own form login is seen as a forward only; the attributes are those of the specification, 9.4.2. */
    @Test
    void isThatOfTheBrowserInAForwardWithoutAnEarlierDispatch() {
        HttpServletRequest forward = FakeRequest.get("/shop/login.jsp?inner=1")
                .within("/shop")
                .attribute(RequestDispatcher.FORWARD_REQUEST_URI, "/shop/private%20area/")
                .attribute(RequestDispatcher.FORWARD_CONTEXT_PATH, "/shop")
                .attribute(RequestDispatcher.FORWARD_QUERY_STRING, "a=%41")
                .sentTo("https", "www.example.com", 443)
                .build();
        assertThat(new PageUrlReader(null, TrustedProxies.loopbackAndPrivate(), malformed -> {}).read(forward))
                .hasValue(new PageUrl("https://www.example.com/shop/private%20area/?a=%41"));
    }

    @Test
    void showsThePageThatFailedWhenTheErrorPageComesFirst() {
        FakeRequest errorPage = FakeRequest.get("/errors/404.jsp?x=1")
                .sentTo("https", "www.example.com", 443)
                .attribute(RequestDispatcher.ERROR_REQUEST_URI, "/missing%20page");

        assertThat(reader.read(errorPage.build())).hasValue(new PageUrl("https://www.example.com/missing%20page?x=1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            https://www.example.com       | ''        | /a?b=%20c             | https://www.example.com/a?b=%20c
            https://www.example.com       | ''        | /a?                   | https://www.example.com/a?
            https://www.example.com/      | ''        | /a                    | https://www.example.com/a
            https://www.example.com       | /shop     | /shop/a               | https://www.example.com/a
            https://www.example.com/shop  | /shop     | /shop/a               | https://www.example.com/shop/a
            https://www.example.com/store | /shop     | /shop/a               | https://www.example.com/store/a
            https://www.example.com/a/b/  | /shop     | /shop/c/              | https://www.example.com/a/b/c/
            https://www.example.com/store | ''        | /a                    | https://www.example.com/store/a
            https://www.example.com:8443  | /shop     | /shop/a               | https://www.example.com:8443/a
            https://www.example.com:443   | /shop     | /shop/a               | https://www.example.com/a
            # The root of the context, without the slash to which most containers redirect
            https://www.example.com/store | /shop     | /shop                 | https://www.example.com/store
            https://www.example.com       | /shop     | /shop                 | https://www.example.com/
            https://www.example.com       | /shop     | /shop?a=b             | https://www.example.com/?a=b
            https://www.example.com/store | /shop     | /shop/                | https://www.example.com/store/
            # A context path that the browser spelled otherwise than the container does
            https://www.example.com       | /shop     | /%73hop/a%2Fb         | https://www.example.com/a%2Fb
            https://www.example.com/store | /caf%C3%A9 | /caf%c3%a9/a         | https://www.example.com/store/a
            https://www.example.com/store | /my app   | /my%20app/a           | https://www.example.com/store/a
            https://www.example.com       | /one/two  | /one/%74wo/a          | https://www.example.com/a
            https://www.example.com       | /shop     | /%73hop               | https://www.example.com/
            """)
    void putsThePublicBaseUrlInPlaceOfHostAndContextPath(
            String base, String contextPath, String target, String expected) {
        FakeRequest request =
                FakeRequest.get(target).within(contextPath).headers("X-Forwarded-Host: other.example ⏎ Forwarded: {}");

        assertThat(withBase(base).read(request.build())).hasValue(new PageUrl(expected));
    }

    private static PageUrlReader withBase(String base) {
        return new PageUrlReader(PublicBaseUrl.parse(base), TrustedProxies.loopbackAndPrivate(), headers -> {});
    }
}
