package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A large page behind the filter, in a JVM of its own. Prints its address, and ends when its standard input does. */
final class LargePageServer {
    static final String BY_STREAM = "stream";
    static final String BY_WRITER = "writer";

    private LargePageServer() {}

    /** The one argument is the directory for the ticket. */
    public static void main(String[] args) throws Exception {
        try (SimulatorServer wechat = SimulatorServer.start(new WechatSimulator(InstantSource.system()));
                JettyServer server =
                        new JettyServer(filter(wechat, Path.of(args[0])), Map.of(), LargePageServer::serve)) {
            System.out.println(server.uri("/"));
            System.in.readAllBytes();
        }
    }

    private static WxConfigFilter filter(SimulatorServer wechat, Path storeDirectory) {
        return new WxConfigFilter(Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechat.baseUrl().toString())
                .storeDirectory(storeDirectory)
                .build());
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        if (request.getRequestURI().endsWith(BY_WRITER)) {
            LargePage.write(response.getWriter()::write);
        } else {
            LargePage.write(text -> response.getOutputStream().write(text.getBytes(UTF_8)));
        }
    }
}
