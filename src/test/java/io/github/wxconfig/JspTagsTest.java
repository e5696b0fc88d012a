package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.apache.jsp.JettyJasperInitializer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSPs that ask for what their page needs, rendered by Jasper in a Jetty. */
@TestInstance(Lifecycle.PER_CLASS)
class JspTagsTest {
    private static final String START = "<%@ page contentType=\"text/html; charset=utf-8\" pageEncoding=\"UTF-8\" %>"
            + "<%@ taglib prefix=\"wx\" uri=\"https://wxconfig.github.io/tags\" %>";
    private static final String PAGE = "<!DOCTYPE html><html><head><title>茶</title></head><body>茶</body></html>";

    private final SimulatorServer wechat = SimulatorServer.start(new WechatSimulator(InstantSource.system()));
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Path auto;
    private final Path manual;

    JspTagsTest(@TempDir Path folder) throws Exception {
        ContextHandlerCollection applications = new ContextHandlerCollection();
        auto = application(folder, "auto", applications);
        manual = application(folder, "manual", applications);
        server.setHandler(applications);
        server.start();
        for (Path application : List.of(auto, manual)) {
            Files.writeString(application.resolve("ticket.jsp"), START + "${wxConfig.json}");
            Instant end = Instant.now().plusSeconds(60);
            while (!get(application, "ticket.jsp").contains("signature")) {
                assertThat(Instant.now()).as("no ticket").isBefore(end);
            }
        }
    }

    private Path application(Path folder, String inject, ContextHandlerCollection applications) throws Exception {
        Path base = Files.createDirectories(folder.resolve(inject));
        Files.createDirectories(base.resolve("WEB-INF"));
        try (var library = WxConfigFilter.class.getResourceAsStream("/META-INF/wxconfig.tld")) {
            Files.copy(library, base.resolve("WEB-INF/wxconfig.tld"));
        }
        WebAppContext context = new WebAppContext(base.toString(), "/" + inject);
        context.setParentLoaderPriority(true);
        context.setTempDirectory(
                Files.createDirectories(folder.resolve(inject + "-work")).toFile());
        context.addServletContainerInitializer(new JettyJasperInitializer());
        FilterHolder filter = new FilterHolder(new WxConfigFilter(Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechat.baseUrl().toString())
                .storeDirectory(folder.resolve(inject + "-store"))
                .inject(inject)
                .build()));
        filter.setAsyncSupported(true);
        context.addFilter(
                filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR));
        applications.addHandler(context);
        return base;
    }

    @AfterAll
    void close() {
        LifeCycle.stop(server);
        wechat.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${bean.secret}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "${7"})
    void takesATextAsText(String text) throws Exception {
        String query = "?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        String start = START + "<wx:apis names=\"${param.text}\" openTags=\"${param.text}\" debug=\"${param.text}\"/>"
                + "<wx:share title=\"${param.text}\" desc=\"${param.text}\" link=\"${param.text}\" imgUrl=\"${param.text}\"/>";
        write(auto, "text.jsp", start + PAGE);
        ReceivedPage page = new ReceivedPage(get(auto, "text.jsp" + query));
        assertThat(names(page.config(), "jsApiList")).containsAll(List.of(text.split(" ")));
        assertThat(names(page.config(), "openTagList")).containsAll(List.of(text.split(" ")));
        assertThat(page.config().has("debug")).isFalse();
        String json = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("=", "\\u003d");
        assertThat(page.html())
                .contains("card:{\"title\":\"" + json + "\",\"desc\":\"" + json + "\",\"link\":\"" + json
                        + "\",\"imgUrl\":\"" + json + "\"},");
    }

    /** It is another page, whose card and APIs are its own. */
    @Test
    void givesAnErrorPageNothingOfThePageThatFailed() throws Exception {
        write(
                auto,
                "failing.jsp",
                START + "<%@ page errorPage=\"error.jsp\" %><wx:apis names=\"scanQRCode\"/><wx:share title=\"Tea\"/>"
                        + "<wx:config/><% if (true) throw new IllegalStateException(); %>");
        write(auto, "error.jsp", START + "<wx:apis names=\"closeWindow\"/><jsp:forward page=\"layout.jsp\"/>");
        write(auto, "layout.jsp", START + PAGE);
        ReceivedPage page = new ReceivedPage(get(auto, "failing.jsp"));
        assertThat(page.withoutScript().strip()).isEqualTo(PAGE);
        assertThat(names(page.config(), "jsApiList"))
                .containsExactly("checkJsApi", "updateAppMessageShareData", "updateTimelineShareData", "closeWindow");
        assertThat(page.html()).doesNotContain("Tea");
    }

    @Test
    void keepsOverAForwardWhatWasAskedFor() throws Exception {
        write(
                auto,
                "forward.jsp",
                START + "<wx:share title=\"Tea\"/><wx:config/><jsp:forward page=\"forwarded.jsp\"/>");
        write(auto, "forwarded.jsp", START + PAGE);
        assertThat(get(auto, "forward.jsp")).contains("nonceStr", "card:{\"title\":\"Tea\"},");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "manual"})
    void writesNoScriptIntoWhatIsNoPage(String inject) throws Exception {
        Path application = inject.equals("auto") ? auto : manual;
        write(
                application,
                "plain.jsp",
                START.replace("text/html", "text/plain") + "<wx:config/>Tea${wxConfig.place()}");
        try (LogCapture log = new LogCapture()) {
            assertThat(get(application, "plain.jsp")).isEqualTo("Tea");
            assertThat(get(application, "plain.jsp")).isEqualTo("Tea");
            assertThat(log.text()).containsOnlyOnce("/plain.jsp, <wx:config>: the response is no HTML page");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apis.jsp  | <wx:apis names=\"scanQRCode\"/>           | /apis.jsp, <wx:apis>",
                "share.jsp | <wx:share title=\"Tea\"/>                 | /share.jsp, <wx:share>",
                "el.jsp    | ${wxConfig.share(\"Tea\", \"\", \"\", \"\")} | /manual/el.jsp, wxConfig.share",
            })
    void tellsThatNobodyPlacesTheScript(String name, String tag, String where) throws Exception {
        write(manual, name, START + tag + PAGE);
        try (LogCapture log = new LogCapture()) {
            assertThat(get(manual, name)).isEqualTo(PAGE);
            assertThat(get(manual, name)).isEqualTo(PAGE);
            assertThat(log.text()).containsOnlyOnce(where + ": the page asks for something and has no script");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<wx:apis names=\"scanQRCode\"/><wx:config/>",
                "<wx:apis names=\"scanQRCode\"/>${wxConfig.place()}",
                "<wx:apis names=\"scanQRCode\"/><script>wx.config(${wxConfig.json})</script>",
                "",
            })
    void saysNothingWhereThePageIsComplete(String tags) throws Exception {
        String name = "complete" + tags.length() + ".jsp";
        write(manual, name, START + tags + PAGE);
        try (LogCapture log = new LogCapture()) {
            assertThat(get(manual, name)).endsWith(PAGE);
            assertThat(log.text()).doesNotContain("wxconfig");
        }
    }

    private static void write(Path application, String name, String jsp) throws Exception {
        Files.writeString(application.resolve(name), jsp);
    }

    private String get(Path application, String page) throws Exception {
        URI uri = server.getURI().resolve("/" + application.getFileName() + "/" + page);
        return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static List<String> names(JsonObject config, String list) {
        return config.getAsJsonArray(list).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
