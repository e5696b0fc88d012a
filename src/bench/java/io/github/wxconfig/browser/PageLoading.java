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
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.component.LifeCycle;
import org.openqa.selenium.PageLoadStrategy;

/**
 * When a page is seen in WeChat's browser, and when {@code wx.ready} runs, while the official script's host takes its
 * time: without the SDK, signed by the filter, and asking for its signature as WeChat's tutorial has it.
 */
public final class PageLoading implements AutoCloseable {
    /** How a page comes by WeChat's SDK. */
    public enum Way {
        /** It does without. */
        PLAIN(PaintedPages.PLAIN),
        /** The filter. */
        SIGNED(PaintedPages.SIGNED),
        /** A script element and a request for the signature. */
        ASKING(PaintedPages.ASKING);

        private final String path;

        Way(String path) {
            this.path = path;
        }
    }

    /**
     * Milliseconds from the navigation, or {@code NaN} for what did not happen in time.
     *
     * @param painted to the first text on the screen
     * @param ready to {@code wx.ready}
     */
    public record Times(double painted, double ready) {}

    private static final int REST = 200;

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer api = SimulatorServer.start(wechat);
    private final Path directory = Files.createTempDirectory("wxconfig-bench");
    private final ScriptHost scripts;
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Browser browser;

    /** Serves the pages when this returns. */
    public PageLoading() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(
                new FilterHolder(new WxConfigFilter(Settings.builder()
                        .appId(WechatSimulator.DEMO_APP_ID)
                        .secret(WechatSimulator.DEMO_SECRET)
                        .apiBaseUrl(api.baseUrl().toString())
                        .storeDirectory(directory)
                        .exclude(PaintedPages.PLAIN, PaintedPages.ASKING)
                        .build())),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new PaintedPages(wechat)), "/");
        server.setHandler(context);
        server.start();
        Machine machine = Machine.withBrowser();
        scripts = ScriptHost.start(machine);
        browser = Browser.inImpatientWechat(machine, scripts, PageLoadStrategy.NONE);
        browser.giveBridge(server.getURI().resolve(PaintedPages.VERDICT).toString());
    }

    /** From now on, each request takes the network this many milliseconds. */
    public void latency(int milliseconds) {
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of(
                                "offline",
                                false,
                                "latency",
                                milliseconds,
                                "downloadThroughput",
                                -1,
                                "uploadThroughput",
                                -1));
    }

    /** From now on, WeChat's hosts give the official script this many milliseconds later. */
    public void delay(int milliseconds) {
        scripts.switchOn();
        scripts.delay(milliseconds);
    }

    /** From now on, WeChat's hosts accept and never answer. */
    public void hang() {
        scripts.hang(ScriptHost.FIRST);
        scripts.hang(ScriptHost.SECOND);
    }

    /**
     * Loads the page once, from a page that is at rest: so that none pays for what the one before has left to do.
     *
     * @param patience how many milliseconds to wait for what may not come
     */
    public Times load(Way way, int patience) throws InterruptedException {
        open(PaintedPages.PLAIN + "?before", patience, Way.PLAIN);
        Thread.sleep(REST);
        return open(way.path, patience, way);
    }

    private Times open(String path, int patience, Way way) throws InterruptedException {
        String url = server.getURI().resolve(path).toString();
        browser.open(url);
        Times times = new Times(Double.NaN, Double.NaN);
        for (long end = System.nanoTime() + patience * 1_000_000L; System.nanoTime() < end; Thread.sleep(20)) {
            times = new Times(
                    number(url, "(performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"),
                    number(url, "window.readyAfter"));
            if (times.painted() >= 0 && (way == Way.PLAIN || times.ready() >= 0)) {
                break;
            }
        }
        return times;
    }

    /** The page before may still be there. */
    private double number(String url, String expression) {
        Object value = browser.evaluate("location.href === '" + url + "' ? " + expression + " : null");
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
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
