package io.github.wxconfig.wechat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and returns a short text; what it sends and receives appears in no log. Whatever is unusual about
 * the answer is an {@link IOException}, and so is a call that has not ended in time, whatever it waits for.
 */
final class HttpCalls implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final Timeout RESPONSE = Timeout.ofSeconds(5);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(8);
    private static final int LARGEST_BODY = 64 * 1024;

    private final Duration wholeCall;
    private final DnsResolver names;

    /** Made with the first call: it reads the certificates that Java trusts, which the application's start need not await. */
    private @Nullable CloseableHttpClient client;

    private boolean closed;

    HttpCalls() {
        this(WHOLE_CALL, SystemDefaultDnsResolver.INSTANCE);
    }

    /** @param wholeCall how long a call may take, from the look-up of the name to the last byte of the answer */
    HttpCalls(Duration wholeCall, DnsResolver names) {
        this.wholeCall = wholeCall;
        this.names = names;
    }

    private synchronized CloseableHttpClient client() throws IOException {
        if (closed) {
            throw new IOException("no more calls are made");
        }
        CloseableHttpClient made = client;
        if (made == null) {
            made = newClient();
            client = made;
        }
        return made;
    }

    private CloseableHttpClient newClient() {
        return HttpClients.custom()
                .useSystemProperties()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .useSystemProperties()
                        .setConnectionFactory(HttpCalls::connection)
                        .setDnsResolver(names)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(RESPONSE)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(RESPONSE)
                        .build())
                .setRequestExecutor(new LateQuery())
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    private static ManagedHttpClientConnection connection(@Nullable Socket socket) throws IOException {
        QuietConnection connection = new QuietConnection();
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    /**
     * Sends a request.
     *
     * @param query raw, and not to be logged; null: none
     * @param json the body of a POST; null: a GET
     */
    String send(URI uri, @Nullable String query, @Nullable String json) throws IOException {
        HttpUriRequestBase request = json == null ? new HttpGet(uri) : new HttpPost(uri);
        if (json != null) {
            request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        }
        return send(request, query);
    }

    /** Sends a GET with this key as its bearer token. */
    String get(URI uri, String key) throws IOException {
        HttpGet request = new HttpGet(uri);
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key);
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        return send(request, null);
    }

    /**
     * Timeouts of a socket begin anew with every byte, and nothing interrupts the look-up of a name. So the call has a
     * thread of its own, which is left behind at the deadline; there its connection is closed.
     */
    private String send(HttpUriRequestBase request, @Nullable String query) throws IOException {
        CloseableHttpClient made = client();
        FutureTask<String> call = new FutureTask<>(() -> answer(made, request, query));
        Thread caller = new Thread(call, Thread.currentThread().getName() + "-call");
        caller.setDaemon(true);
        caller.start();
        try {
            caller.join(wholeCall.toMillis());
            if (!call.isDone()) {
                request.abort();
                throw new InterruptedIOException("no whole answer within " + wholeCall.toMillis() + " ms");
            }
            return call.get();
        } catch (InterruptedException e) {
            request.abort();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a call ended unexpectedly", e.getCause());
        }
    }

    private static String answer(CloseableHttpClient client, HttpUriRequestBase request, @Nullable String query)
            throws IOException {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(LateQuery.ATTRIBUTE, query);
        return client.execute(request, context, response -> {
            try {
                return body(response);
            } catch (IOException e) {
                request.abort(); // or the rest would be read, however long it is
                throw e;
            }
        });
    }

    private static String body(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw new UnexpectedStatus(response);
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        InputStream in = entity.getContent();
        byte[] body = new byte[LARGEST_BODY];
        int length = 0;
        int read;
        while ((read = in.read(body, length, LARGEST_BODY - length)) >= 0) {
            length += read;
            if (length == LARGEST_BODY) {
                throw new IOException("an answer that is too large");
            }
        }
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    /** Ends a call under way as well. */
    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
    }
}
