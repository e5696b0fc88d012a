package io.github.wxconfig.browser;

import io.github.wxconfig.Settings;
import io.github.wxconfig.WxConfigFilter;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * How long after the navigation {@code wx.ready} runs in Chromium, with the official script and a network that takes its
 * time: in a page that came signed, and in one that asks for its signature, as WeChat's tutorial has it.
 */
public final class ReadyTime implements AutoCloseable {
    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer api = SimulatorServer.start(wechat);
    private final Path directory = Files.createTempDirectory("wxconfig-bench");
    private final ScriptHost scripts;
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Browser browser;

    /** Serves both pages when this returns. */
    public ReadyTime() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(
                new FilterHolder(new WxConfigFilter(Settings.builder()
                        .appId(WechatSimulator.DEMO_APP_ID)
                        .secret(WechatSimulator.DEMO_SECRET)
                        .apiBaseUrl(api.baseUrl().toString())
                        .storeDirectory(directory)
                        .exclude(ReadyPages.ASKING)
                        .build())),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new ReadyPages(wechat)), "/");
        server.setHandler(context);
        server.start();
        Machine machine = Machine.withBrowser();
        scripts = ScriptHost.start(machine);
        browser = Browser.inWechat(machine, scripts);
        browser.giveBridge(server.getURI().resolve(ReadyPages.VERDICT).toString());
    }

    /**
     * Milliseconds from the navigation to {@code wx.ready}.
     *
     * @param signed whether the page comes signed
     * @param latency of the network, in milliseconds for each request
     */
    public double after(boolean signed, int latency) {
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", false, "latency", latency, "downloadThroughput", -1, "uploadThroughput", -1));
        browser.open(server.getURI()
                .resolve(signed ? ReadyPages.SIGNED : ReadyPages.ASKING)
                .toString());
        return browser.awaitValue(
                "not ready",
                () -> browser.evaluate("window.readyAfter || null") instanceof Number millis
                        ? Optional.of(millis.doubleValue())
                        : Optional.empty());
    }

    @Override
    public void close() {
        browser.close();
        LifeCycle.stop(server);
        scripts.close();
        api.close();
        IO.delete(directory);
    }
}
