package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.script.SignedPage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** An application that signs its pages, each of which a test writes. */
final class SigningSite implements AutoCloseable {
    private static final JettyServer.Page EMPTY =
            (request, response) -> response.getWriter().write("<!DOCTYPE html>");

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final JettyServer server;
    private volatile JettyServer.Page page = EMPTY;

    /**
     * Has its first ticket when this returns.
     *
     * @param inject {@code auto} or {@code manual}
     */
    SigningSite(Path storeDirectory, String inject) throws Exception {
        Settings settings = Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechatServer.baseUrl().toString())
                .storeDirectory(storeDirectory)
                .inject(inject)
                .build();
        server = new JettyServer(new WxConfigFilter(settings), Map.of(), (request, response) -> {
            response.setContentType("text/html");
            response.setCharacterEncoding("UTF-8");
            page.write(request, response);
        });
        Instant end = Instant.now().plusSeconds(60);
        while (!get((request, response) ->
                        response.getWriter().print(((SignedPage) request.getAttribute("wxConfig")).getJson()))
                .contains("signature")) {
            assertThat(Instant.now()).as("no ticket").isBefore(end);
        }
    }

    /** What a browser gets of this page. */
    String get(JettyServer.Page next) throws Exception {
        page = next;
        return browser.send(HttpRequest.newBuilder(server.uri("/tea")).build(), BodyHandlers.ofString())
                .body();
    }

    /** The same of a page that has a script which WeChat takes. */
    ReceivedPage signed(JettyServer.Page next) throws Exception {
        ReceivedPage signed = new ReceivedPage(get(next));
        assertThat(signed.verdict(wechat, server.uri("/tea"))).isEqualTo("preVerifyJSAPI:ok");
        return signed;
    }

    @Override
    public void close() {
        server.close();
        wechatServer.close();
    }
}
