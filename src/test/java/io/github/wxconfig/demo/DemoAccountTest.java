package io.github.wxconfig.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ListenerHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoAccountTest {
    private final ServletContextHandler webapp = new ServletContextHandler("/demo");
    private final Server jetty = new Server();

    @BeforeEach
    void declareTheListener() {
        webapp.getServletHandler().addListener(new ListenerHolder(DemoAccount.class));
        jetty.setHandler(webapp);
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
        System.clearProperty("wxconfig.appId");
        System.clearProperty("wxconfig.sdkUrl");
    }

    @Test
    void configuresTheSimulatorsAccountAsLongAsTheApplicationRuns() throws Exception {
        jetty.start();
        URI token = URI.create(setting("apiBaseUrl") + Backend.TOKEN);

        assertThat(setting("appId")).isEqualTo(WechatSimulator.DEMO_APP_ID);
        assertThat(setting("secret")).isEqualTo(WechatSimulator.DEMO_SECRET);
        assertThat(setting("sdkUrl")).isEqualTo("/demo/standin/jweixin.js");
        assertThat(get(token)).contains("access_token");

        jetty.stop();
        assertThatThrownBy(() -> get(token)).isInstanceOf(ConnectException.class);
    }

    @Test
    void startsNothingWhenTheContextNamesAnAccount() throws Exception {
        webapp.setInitParameter("wxconfig.appId", "wx00000000000000ff");
        jetty.start();

        assertThat(simulator()).isNull();
        assertThat(setting("apiBaseUrl")).isNull();
    }

    @Test
    void startsNothingWhenASystemPropertyNamesAnAccount() throws Exception {
        System.setProperty("wxconfig.appId", "wx00000000000000ff");
        jetty.start();

        assertThat(simulator()).isNull();
        assertThat(setting("apiBaseUrl")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void takesAnEmptySettingForNone(String appId) throws Exception {
        System.setProperty("wxconfig.appId", appId);
        jetty.start();

        assertThat(simulator()).isInstanceOf(WechatSimulator.class);
    }

    @Test
    void leavesAConfiguredScriptAlone() throws Exception {
        System.setProperty("wxconfig.sdkUrl", "https://res.wx.qq.com/open/js/jweixin-1.6.0.js");
        jetty.start();

        assertThat(simulator()).isInstanceOf(WechatSimulator.class);
        assertThat(setting("sdkUrl")).isNull();
    }

    private @Nullable Object simulator() {
        return webapp.getServletContext().getAttribute(DemoAccount.SIMULATOR);
    }

    private @Nullable String setting(String name) {
        return webapp.getServletContext().getInitParameter("wxconfig." + name);
    }

    private static String get(URI target) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString())
                .body();
    }
}
