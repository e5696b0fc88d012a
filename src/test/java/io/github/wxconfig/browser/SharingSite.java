package io.github.wxconfig.browser;

import io.github.wxconfig.Settings;
import io.github.wxconfig.WxConfigFilter;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.SimulatorServlet;
import io.github.wxconfig.demo.WechatSimulator;
import io.github.wxconfig.script.SignedPage;
import io.github.wxconfig.thymeleaf.WxConfigDialect;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.IWebExchange;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** An application that sets share cards in code, on a free loopback port, with a simulator of WeChat. */
final class SharingSite implements AutoCloseable {
    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer api = SimulatorServer.start(wechat);
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Map<String, Handler> pages = new ConcurrentHashMap<>();
    private final TemplateEngine templates = new TemplateEngine();

    /** What the application writes. */
    @FunctionalInterface
    interface Page {
        void write(SignedPage script, HttpServletResponse response) throws IOException;
    }

    @FunctionalInterface
    private interface Handler {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /**
     * Serves when this returns.
     *
     * @param settings all but the account and where WeChat is
     */
    SharingSite(Settings.Builder settings) throws Exception {
        templates.addDialect(new WxConfigDialect());
        Path temporary = Files.createDirectories(Path.of("target", "sharing-site"));
        Settings whole = settings.appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .sdkUrl("https://" + ScriptHost.FIRST + OfficialScript.PATH)
                .apiBaseUrl(api.baseUrl().toString())
                .exclude("/simulator/*")
                .storeDirectory(Files.createTempDirectory(temporary, ""))
                .build();
        ServletContextHandler context = new ServletContextHandler();
        context.setAttribute(WechatSimulator.class.getName(), wechat);
        FilterHolder filter = new FilterHolder(new WxConfigFilter(whole));
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new SimulatorServlet()), "/simulator/*");
        context.addServlet(new ServletHolder(new Pages(pages)), "/");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    String url(String path) {
        return server.getURI() + path;
    }

    /** Where the client asks for its verdict. */
    String simulator() {
        return url("simulator/bridge/preVerifyJSAPI");
    }

    /** Has this page from now on, and gives its address. */
    String add(String path, Page page) {
        pages.put(
                "/" + path,
                (request, response) -> page.write(
                        (SignedPage) Objects.requireNonNull(request.getAttribute(SignedPage.ATTRIBUTE)), response));
        return url(path);
    }

    /** Has a page that Thymeleaf renders with the dialect, and gives its address. */
    String addTemplate(String path, String template, Map<String, Object> variables) {
        pages.put("/" + path, (request, response) -> {
            response.setContentType("text/html;charset=utf-8");
            IWebExchange exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                    .buildExchange(request, response);
            templates.process(template, new WebContext(exchange, Locale.ROOT, variables), response.getWriter());
        });
        return url(path);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        api.close();
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Handler> pages;

        Pages(Map<String, Handler> pages) {
            this.pages = pages;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Handler page = pages.get(request.getServletPath());
            if (page == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            page.answer(request, response);
        }
    }
}
