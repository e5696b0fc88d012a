package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.Settings;
import io.github.wxconfig.WxConfigFilter;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.SimulatorServlet;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A port at which one application after the other is served, each with mistakes of its own, and a simulator of WeChat that
 * all have in common.
 */
final class RefusedSite implements AutoCloseable {
    /** Of {@link WechatSimulator}'s accounts: the pages of this one may be below {@code bound.example} only. */
    static final String BOUND = "wxb0000000000000001";

    private static final String PAGE =
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>Tea</title>%s"
                    + "</head><body>Tea</body></html>";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer api = SimulatorServer.start(wechat);
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Handler.Wrapper current = new Handler.Wrapper(true, null);
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private volatile UnaryOperator<String> rewriting = UnaryOperator.identity();

    private record Copy(String html, String policy) {}

    private final Map<String, Copy> cached = new ConcurrentHashMap<>();

    RefusedSite() throws Exception {
        wechat.register(BOUND, WechatSimulator.DEMO_SECRET, "bound.example");
        server.setHandler(current);
        server.start();
    }

    WechatSimulator wechat() {
        return wechat;
    }

    /** For Chromium: every host below .example, and one with another port, is here. */
    String resolverRules() {
        String here = " 127.0.0.1:" + port();
        return "MAP *.example" + here + ", MAP *.example:8080" + here + ", MAP 192.0.2.1" + here + ", MAP intranet"
                + here;
    }

    int port() {
        return server.getURI().getPort();
    }

    /** Where the client asks for its verdict, in every page's own origin. */
    String bridge() {
        return "/simulator/bridge/preVerifyJSAPI";
    }

    /** Serves another application, without any mistake but those of its settings. */
    void serve(Settings.Builder settings) throws Exception {
        rewriting = UnaryOperator.identity();
        cached.clear();
        pages.clear();
        Settings whole = settings.sdkUrl("https://" + ScriptHost.FIRST + OfficialScript.PATH)
                .apiBaseUrl(api.baseUrl().toString())
                .exclude("/simulator/*")
                .build();
        ServletContextHandler context = new ServletContextHandler();
        context.setAttribute(WechatSimulator.class.getName(), wechat);
        FilterHolder filter = new FilterHolder(new WxConfigFilter(whole));
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new SimulatorServlet()), "/simulator/*");
        context.addServlet(new ServletHolder(new Pages()), "/");
        Handler before = current.getHandler();
        Handler rewritten = new Rewriting(context);
        current.setHandler(rewritten);
        rewritten.setServer(server);
        rewritten.start();
        LifeCycle.stop(before);
    }

    /** The settings of an account, with a store of its own. */
    Settings.Builder account(String appId) throws IOException {
        Path temporary = Files.createDirectories(Path.of("target", "refused-site"));
        return Settings.builder()
                .appId(appId)
                .secret(WechatSimulator.DEMO_SECRET)
                .storeDirectory(Files.createTempDirectory(temporary, ""));
    }

    /** Something on the way changes the addresses of requests. */
    void rewrite(UnaryOperator<String> change) {
        rewriting = change;
    }

    /** Something on the way has this copy of the page, and gives it a Content-Security-Policy where that is not empty. */
    void cache(String path, String html, String policy) {
        cached.put(path, new Copy(html, policy));
    }

    /** The page at this path has this in its head. */
    void page(String path, String head) {
        pages.put(path, head);
    }

    @Override
    public void close() {
        LifeCycle.stop(current.getHandler());
        LifeCycle.stop(server);
        api.close();
    }

    private final class Rewriting extends Handler.Wrapper {
        Rewriting(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            HttpURI asked = request.getHttpURI();
            Copy copy = cached.get(asked.getPath());
            if (copy != null) {
                response.getHeaders().put("Content-Type", "text/html;charset=utf-8");
                if (!copy.policy().isEmpty()) {
                    response.getHeaders().put("Content-Security-Policy", copy.policy());
                }
                Content.Sink.write(response, true, copy.html(), callback);
                return true;
            }
            HttpURI changed = HttpURI.build(asked, rewriting.apply(asked.getPathQuery()));
            Request.Wrapper wrapped = new Request.Wrapper(request) {
                @Override
                public HttpURI getHttpURI() {
                    return asked.getPath().startsWith("/wxconfig/")
                                    || asked.getPath().startsWith("/simulator/")
                            ? asked
                            : changed;
                }
            };
            return super.handle(wrapped, response, callback);
        }
    }

    private final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            String head = pages.getOrDefault(request.getServletPath(), "");
            response.getOutputStream().write(PAGE.formatted(head).getBytes(UTF_8));
        }
    }
}
