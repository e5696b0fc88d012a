package io.github.wxconfig.wechat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wxconfig.ManualClock;
import io.github.wxconfig.ticket.Account;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call ends in time, whatever it waits for; then the next host is asked. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallDeadlineTest {
    private static final Duration DEADLINE = Duration.ofMillis(250);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final Account account = new Account("wxdemo", "0123456789abcdef0123456789abcdef");

    /** Each byte begins the socket's own timeout anew. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a status line      | HTTP/1.1 200 O                                            | K
            a header           | HTTP/1.1 200 OK⏎X-Long:                                   | a
            many headers       | HTTP/1.1 200 OK⏎                                          | a:b⏎
            answers to come    | ''                                                        | HTTP/1.1 102 Processing⏎⏎
            a body             | HTTP/1.1 200 OK⏎Content-Length: 60000⏎⏎                   | {
            chunks             | HTTP/1.1 200 OK⏎Transfer-Encoding: chunked⏎⏎              | 1⏎{⏎
            a chunk extension  | HTTP/1.1 200 OK⏎Transfer-Encoding: chunked⏎⏎1;a=          | a
            a trailer          | HTTP/1.1 200 OK⏎Transfer-Encoding: chunked⏎⏎2⏎{}⏎0⏎X-End: | a
            """)
    void endsWhileBytesDrip(String what, String start, String rest) throws Exception {
        endsAtTheDeadline("http", bytes(start), bytes(rest));
    }

    /** RFC 8446, section 5.1: a record of 16 KB with a handshake message. */
    @Test
    void endsWhileTheHandshakeDrips() throws Exception {
        endsAtTheDeadline("https", bytes("\u0016\3\3@\0"), bytes("\2"));
    }

    /** RFC 1951, section 3.2.4: a stored block of no bytes; a decoder reads on without ever giving any. */
    @Test
    void endsWhileNothingIsUnpacked() throws Exception {
        byte[] header = bytes(OK + "Content-Encoding: gzip\r\n\r\n\u001f\u008b\u0008\0\0\0\0\0\0\u0003");

        endsAtTheDeadline("http", header, bytes("\0\0\0\u00ff\u00ff"));
    }

    private void endsAtTheDeadline(String scheme, byte[] start, byte[] rest) throws Exception {
        try (PeerServer peer = new PeerServer(start, rest);
                HttpCalls calls = new HttpCalls(DEADLINE, SystemDefaultDnsResolver.INSTANCE)) {
            assertThat(failure(calls, peer.url(scheme), peer.url(scheme))).isEqualTo(notInTime(peer.url(scheme)));
            peer.awaitEnd();
        }
    }

    /** As behind a firewall that drops what comes. */
    @Test
    void endsWhileNothingAcceptsTheConnection() throws Exception {
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpCalls calls = new HttpCalls(DEADLINE, SystemDefaultDnsResolver.INSTANCE)) {
            for (int waiting = 0; waiting < 4; waiting++) {
                SocketChannel channel = SocketChannel.open();
                queue.add(channel);
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()));
            }
            URI url = URI.create("http://127.0.0.1:" + full.getLocalPort());

            assertThat(failure(calls, url, url)).isEqualTo(notInTime(url));
        } finally {
            for (SocketChannel channel : queue) {
                channel.close();
            }
        }
    }

    /** The name server answers at last, when nobody waits for it. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void endsWhileANameIsLookedUp(String scheme) throws Exception {
        LateNames names = new LateNames();
        try (PeerServer peer = new PeerServer(new byte[0], bytes("a"));
                HttpCalls calls = new HttpCalls(DEADLINE, names)) {
            URI url = URI.create(scheme + "://api.example:" + peer.url(scheme).getPort());

            assertThat(failure(calls, url, url)).isEqualTo(notInTime(url));

            assertThat(names.asking).hasSize(2);
            names.answer.countDown();
            for (Thread left : names.asking) {
                left.join();
            }
            peer.awaitEnd();
        }
    }

    /** A server that answers to whoever it likes, and as slowly, is asked by the hub's client as well. */
    @Test
    void endsACallToAHub() throws Exception {
        try (PeerServer peer = new PeerServer(bytes(OK), bytes("a"));
                HttpCalls calls = new HttpCalls(DEADLINE, SystemDefaultDnsResolver.INSTANCE);
                HubApi hub = new HubApi("wxdemo", peer.url("http"), "key", new ManualClock(), calls)) {
            CredentialException failure = catchThrowableOfType(CredentialException.class, hub::ticketWithoutToken);

            assertThat(failure.problem()).isEqualTo(Problem.TRANSIENT);
            assertThat(failure).hasMessageContaining("no whole answer within 250 ms");
        }
    }

    private String failure(HttpCalls calls, URI... hosts) {
        WechatApi api = new WechatApi(account, TokenEndpoint.STABLE, List.of(hosts), new ManualClock(), calls);
        CredentialException failure = catchThrowableOfType(CredentialException.class, () -> api.accessToken(false));
        assertThat(failure.problem()).isEqualTo(Problem.TRANSIENT);
        return String.valueOf(failure.getMessage()).replaceAll("\\. It is tried again.*", "");
    }

    private static String notInTime(URI host) {
        String one = host + ": InterruptedIOException, no whole answer within 250 ms";
        return "WeChat did not answer stable_token (" + one + "; " + one + ")";
    }

    private static byte[] bytes(String text) {
        return text.replace("⏎", "\r\n").getBytes(ISO_8859_1);
    }

    /** A name server that lets everybody wait. */
    private static final class LateNames implements DnsResolver {
        private final List<Thread> asking = new CopyOnWriteArrayList<>();
        private final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asking.add(Thread.currentThread());
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
