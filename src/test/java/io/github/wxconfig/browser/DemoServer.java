package io.github.wxconfig.browser;

import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** The packaged demo, deployed on a free loopback port, with its simulator of WeChat; it can take pages of a test. */
final class DemoServer implements AutoCloseable {
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final WebAppContext demo = new WebAppContext();

    /**
     * Serves when this returns.
     *
     * @param contextPath {@code /}, or {@code /demo}
     * @param settings what the demo is to find as context-params, by their full names
     */
    DemoServer(String contextPath, Map<String, String> settings) throws Exception {
        Path temporary = Files.createDirectories(Path.of("target", "demo-server"));
        demo.setWar(Objects.requireNonNull(System.getProperty("war"), "no WAR is named; mvn verify does"));
        demo.setContextPath(contextPath);
        demo.setTempDirectory(Files.createTempDirectory(temporary, "").toFile());
        demo.setThrowUnavailableOnStartupException(true);
        settings.forEach(demo::setInitParameter);
        server.setHandler(demo);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** An address of the demo, as a visitor would type it after the context root. */
    String url(String page) {
        String root = server.getURI().toString();
        return (root.endsWith("/") ? root : root + "/") + page;
    }

    /** Where the client asks for its verdict. */
    String simulator() {
        return url("simulator/bridge/preVerifyJSAPI");
    }

    /** Adds a page of the application. */
    String add(String page, String contentType, byte[] body) {
        return add(page, contentType, Map.of(), body);
    }

    /** Adds a page of the application that has these headers. */
    String add(String page, String contentType, Map<String, String> headers, byte[] body) {
        demo.addServlet(new ServletHolder(new TestPage(contentType, headers, body)), "/" + page);
        return url(page);
    }

    /** Adds a page of the application that a JSP renders with these request attributes. */
    String addJsp(String page, String jsp, Map<String, Object> attributes) throws IOException {
        String file = page + ".jsp";
        Files.writeString(Path.of(demo.getBaseResource().getURI()).resolve(file), jsp);
        demo.addServlet(new ServletHolder(new Controller("/" + file, attributes)), "/" + page);
        return url(page);
    }

    /** The account's ticket stops working, and the demo does not know. */
    void revokeTicket() throws IOException, InterruptedException {
        control("action=REVOKE_TICKET&appId=" + WechatSimulator.DEMO_APP_ID);
    }

    /** From now on, what stands in for the official script comes two seconds late. */
    void slowScript() throws IOException, InterruptedException {
        control("action=FAULT&calls=&fault=slow%20PT2S&path=%2Fstandin%2Fjweixin.js");
    }

    void clearFaults() throws IOException, InterruptedException {
        control("action=CLEAR_FAULTS");
    }

    private void control(String content) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(URI.create(url("simulator/control")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
        int status = HttpClient.newHttpClient()
                .send(form, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != HttpServletResponse.SC_SEE_OTHER) {
            throw new IllegalStateException("the simulator answered " + status);
        }
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static final class Controller extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final String view;
        private final transient Map<String, Object> attributes;

        Controller(String view, Map<String, Object> attributes) {
            this.view = view;
            this.attributes = attributes;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            attributes.forEach(request::setAttribute);
            request.getRequestDispatcher(view).forward(request, response);
        }
    }

    private static final class TestPage extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final String contentType;
        private final transient Map<String, String> headers;
        private final byte[] body;

        TestPage(String contentType, Map<String, String> headers, byte[] body) {
            this.contentType = contentType;
            this.headers = headers;
            this.body = body;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType(contentType);
            headers.forEach(response::setHeader);
            response.getOutputStream().write(body);
        }
    }
}
