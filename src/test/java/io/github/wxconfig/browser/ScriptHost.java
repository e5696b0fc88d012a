package io.github.wxconfig.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wxconfig.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * WeChat's hosts, as far as a page meets them: both hand out the official script at its official address, and each can
 * be switched off. A browser comes here by {@link #resolverRules()}.
 */
final class ScriptHost implements AutoCloseable {
    static final String FIRST = "res.wx.qq.com";
    static final String SECOND = "res2.wx.qq.com";

    /** Where the script of a phone tells WeChat how long it took. */
    private static final String REPORTS = "open.weixin.qq.com";

    private final byte[] script;
    private final HttpsServer https;
    private final ExecutorService threads = Executors.newCachedThreadPool(ScriptHost::daemon);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(ScriptHost::daemon);
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final List<HttpExchange> waiting = new CopyOnWriteArrayList<>();
    private volatile long delay;
    private volatile boolean embedded;
    private final List<String> served = new CopyOnWriteArrayList<>();

    private ScriptHost(byte[] script, HttpsServer https) {
        this.script = script;
        this.https = https;
    }

    /** Listens when this returns. */
    static ScriptHost start(Machine machine) throws Exception {
        byte[] script = OfficialScript.read(machine);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.of(FIRST).context()));
        ScriptHost host = new ScriptHost(script, https);
        https.setExecutor(host.threads);
        https.createContext(OfficialScript.PATH, host::takeRequest);
        https.createContext("/sdk/report", host::takeReport);
        https.start();
        return host;
    }

    /** For Chromium: WeChat's hosts are here, and there is no other host but this machine. */
    String resolverRules() {
        String here = " 127.0.0.1:" + https.getAddress().getPort();
        return "MAP " + FIRST + here + ", MAP " + SECOND + here + ", MAP " + REPORTS + here
                + ", MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1";
    }

    void switchOff(String... hosts) {
        down.addAll(List.of(hosts));
    }

    /** From now on, this host accepts and never answers. */
    void hang(String host) {
        hanging.add(host);
    }

    /** From now on, every host answers this much later. */
    void delay(long milliseconds) {
        delay = milliseconds;
    }

    /** Whether a page that is isolated may use the script. */
    void letEmbed(boolean agrees) {
        embedded = agrees;
    }

    void switchOn() {
        embedded = false;
        hanging.clear();
        waiting.forEach(HttpExchange::close);
        waiting.clear();
        delay = 0;
        down.clear();
        served.clear();
    }

    /** The hosts from which the script was had since they were last switched on, in order. */
    List<String> served() {
        return List.copyOf(served);
    }

    private void takeRequest(HttpExchange exchange) {
        if (hanging.contains(exchange.getRequestHeaders().getFirst("Host"))) {
            waiting.add(exchange);
        } else {
            Future<?> unused = clock.schedule(() -> sendScript(exchange), delay, TimeUnit.MILLISECONDS);
        }
    }

    /** The browser may have gone by then. */
    private @Nullable Void sendScript(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            if (down.contains(host)) {
                return null;
            }
            served.add(host);
            exchange.getResponseHeaders().set("Content-Type", "application/javascript");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (embedded) {
                exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "cross-origin");
            }
            exchange.sendResponseHeaders(200, script.length);
            exchange.getResponseBody().write(script);
            return null;
        }
    }

    private void takeReport(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "script-host");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        https.stop(0);
        threads.shutdownNow();
        clock.shutdownNow();
    }
}
