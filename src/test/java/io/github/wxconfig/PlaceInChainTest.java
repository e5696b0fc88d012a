package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.config.SettingsSources;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar registers its filter by itself, beside filters that the application declares: what a browser gets. */
class PlaceInChainTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Tea</title></head><body>茶</body></html>";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler();

    PlaceInChainTest(@TempDir Path directory) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        Map.of(
                        "appId",
                        WechatSimulator.DEMO_APP_ID,
                        "secret",
                        WechatSimulator.DEMO_SECRET,
                        "apiBaseUrl",
                        wechatServer.baseUrl().toString(),
                        "storeDirectory",
                        directory.toString())
                .forEach((name, value) -> context.setInitParameter("wxconfig." + name, value));
        context.addServletContainerInitializer(new WxConfigInitializer());
        context.addServlet(new ServletHolder(new PageServlet()), "/");
    }

    @AfterEach
    void stop() {
        LifeCycle.stop(server);
        wechatServer.close();
    }

    private static final class PageServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html; charset=utf-8");
            response.getOutputStream().write(HTML.getBytes(UTF_8));
        }
    }

    private void declare(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    /** Frameworks that are filters answer themselves: Struts, Wicket, the login page of Spring Security. */
    @Test
    void standsInFrontOfFiltersThatAnswer() throws Exception {
        declare((request, response, chain) -> {
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().write(HTML);
        });
        assertThatScriptIsTakenAndStandsOnce(untilSigned());
    }

    /**
     * A filter of the application compresses the page that it gets.
     *
     * @param early whether it says so before the first byte
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void signsWhatAFilterCompresses(boolean early) throws Exception {
        declare((request, response, chain) -> {
            GzippedResponse gzipped = new GzippedResponse((HttpServletResponse) response, early);
            chain.doFilter(request, gzipped);
            gzipped.finish();
        });
        HttpResponse<byte[]> signed = untilSigned();
        assertThat(signed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThatScriptIsTakenAndStandsOnce(signed);
        assertThatScriptIsTakenAndStandsOnce(get());
    }

    /** What a filter keeps for the next visitor must not be a signature. */
    @Test
    void signsWhatAFilterKeepsAfresh() throws Exception {
        Map<String, byte[]> cache = new ConcurrentHashMap<>();
        declare((request, response, chain) -> {
            byte[] page = cache.get("page");
            if (page == null) {
                BufferedResponse buffered = new BufferedResponse((HttpServletResponse) response);
                chain.doFilter(request, buffered);
                page = buffered.body.toByteArray();
                cache.put("page", page);
            }
            response.setContentType("text/html; charset=utf-8");
            response.getOutputStream().write(page);
        });
        String first = nonceOf(untilSigned());
        assertThat(nonceOf(get())).isNotEqualTo(first);
        assertThat(cache.get("page")).isEqualTo(HTML.getBytes(UTF_8));
    }

    /** A filter that minifies keeps what the target of a forward writes, and writes by the writer when that has ended. */
    @Test
    void signsWhatAFilterWritesAfterAForward() throws Exception {
        declare((request, response, chain) -> {
            BufferedResponse buffered = new BufferedResponse((HttpServletResponse) response);
            chain.doFilter(request, buffered);
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().write(buffered.body.toString(UTF_8));
        });
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws ServletException, IOException {
                        request.getRequestDispatcher("/target").forward(request, response);
                    }
                }),
                "/tea");
        HttpResponse<byte[]> signed = untilSigned();
        assertThat(signed.statusCode()).isEqualTo(200);
        assertThatScriptIsTakenAndStandsOnce(signed);
        assertThat(new ReceivedPage(text(signed)).withoutScript()).isEqualTo(HTML);
    }

    private static String nonceOf(HttpResponse<byte[]> response) throws IOException {
        assertThatScriptIsTakenAndStandsOnceIn(text(response));
        return new ReceivedPage(text(response)).config().get("nonceStr").getAsString();
    }

    @Test
    void leavesItsPlaceToAFilterOfTheApplicationsOwn() throws Exception {
        FilterHolder own = new FilterHolder((request, response, chain) -> chain.doFilter(request, response));
        own.setName("wxconfig");
        context.addFilter(own, "/*", EnumSet.of(DispatcherType.REQUEST));
        server.start();
        assertThat(text(get())).isEqualTo(HTML);
        assertThat(wechat.calls()).isEmpty();
    }

    /** A framework has settings of its own; the container calls for the jar's filter before it registers them, or after. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void servesTheAccountsOfAFramework(boolean late) throws Exception {
        wechat.register("wx2", "s3cret-value");
        SettingsSources sources = new SettingsSources();
        Map.of(
                        "appId",
                        "wx2",
                        "secret",
                        "s3cret-value",
                        "apiBaseUrl",
                        wechatServer.baseUrl(),
                        "storeDirectory",
                        context.getInitParameter("wxconfig.storeDirectory"))
                .forEach((name, value) -> sources.take(name, value.toString(), name, UnaryOperator.identity()));
        ServletContainerInitializer framework =
                (classes, application) -> WxConfigInitializer.register(application, sources.accounts());
        ServletContextHandler own = new ServletContextHandler();
        context.getInitParams().forEach(own::setInitParameter);
        own.addServletContainerInitializer(late ? new WxConfigInitializer() : framework);
        own.addServletContainerInitializer(late ? framework : new WxConfigInitializer());
        own.addServlet(new ServletHolder(new PageServlet()), "/");
        server.setHandler(own);

        HttpResponse<byte[]> page = untilSigned();
        assertThatScriptIsTakenAndStandsOnce(page);
        assertThat(new ReceivedPage(text(page)).config().get("appId").getAsString())
                .isEqualTo("wx2");
        assertThat(wechat.ticketCalls()).isEqualTo(1);
    }

    private void assertThatScriptIsTakenAndStandsOnce(HttpResponse<byte[]> response) throws IOException {
        String page = text(response);
        assertThatScriptIsTakenAndStandsOnceIn(page);
        assertThat(new ReceivedPage(page).verdict(wechat, uri())).isEqualTo("preVerifyJSAPI:ok");
    }

    private static void assertThatScriptIsTakenAndStandsOnceIn(String page) {
        assertThat(page.split("nonceStr", -1)).hasSize(2);
        assertThat(Jsoup.parse(page).head().child(0).normalName()).isEqualTo("script");
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/tea?a=1");
    }

    private HttpResponse<byte[]> get() throws Exception {
        return browser.send(HttpRequest.newBuilder(uri()).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> untilSigned() throws Exception {
        server.start();
        Instant end = Instant.now().plusSeconds(60);
        HttpResponse<byte[]> response = get();
        while (!text(response).contains("nonceStr")) {
            assertThat(Instant.now()).as(text(response)).isBefore(end);
            response = get();
        }
        return response;
    }

    private static String text(HttpResponse<byte[]> response) throws IOException {
        boolean gzipped = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        return new String(
                gzipped
                        ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
                        : response.body(),
                UTF_8);
    }

    /** Gives a servlet the whole body at once to somebody else. */
    private static class BufferedResponse extends HttpServletResponseWrapper {
        final ByteArrayOutputStream body = new ByteArrayOutputStream();

        BufferedResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return new ServletOutputStream() {
                @Override
                public void write(int b) {
                    body.write(b);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }

    private static final class GzippedResponse extends BufferedResponse {
        GzippedResponse(HttpServletResponse response, boolean early) {
            super(response);
            if (early) {
                response.setHeader("Content-Encoding", "gzip");
            }
        }

        void finish() throws IOException {
            HttpServletResponse target = (HttpServletResponse) getResponse();
            target.setHeader("Content-Encoding", "gzip");
            try (GZIPOutputStream gzip = new GZIPOutputStream(target.getOutputStream())) {
                body.writeTo(gzip);
            }
        }
    }
}
