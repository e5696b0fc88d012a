package io.github.wxconfig.bench;

import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.Settings;
import io.github.wxconfig.WxConfigFilter;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.Rules;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.IO;

/**
 * Browsers that load pages while the ticket is renewed again and again by a WeChat that takes its time, at one server or
 * at several that share a store. Every page's signature is put to WeChat when the page has come.
 */
final class Renewal {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unsigned = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Long> renewals = new ArrayList<>();
    private volatile boolean over;

    private Renewal() {}

    /** When a page was asked for, and how long it took to come, in nanoseconds. */
    private record Visit(long start, long duration) {}

    static void measure(Options options) throws Exception {
        new Renewal().run(options);
    }

    private void run(Options options) throws Exception {
        Duration life = Duration.ofSeconds(options.number("life", 120));
        Duration slow = Duration.ofMillis(options.number("slow", 3_500));
        wechat.rules(Rules.WECHAT.withTicketLife(life).withTicketRepeat(Rules.TicketRepeat.NEW));
        Path directory = Files.createTempDirectory("wxconfig-bench");
        ExecutorService browsers = Executors.newCachedThreadPool();
        try (SimulatorServer server = SimulatorServer.start(wechat)) {
            List<URI> pages = new ArrayList<>();
            for (int node = 0; node < options.number("nodes", 1); node++) {
                WxConfigFilter filter =
                        filter(server.baseUrl(), Files.createDirectory(directory.resolve("" + node)), options);
                pages.add(Container.JETTY.start(Optional.of(filter), directory).resolve(Application.WRITER));
            }
            HttpClient client = HttpClient.newHttpClient();
            for (URI page : pages) {
                load(client, page);
            }
            wechat.switchOn(Fault.slow(slow));
            for (int i = 0; i < options.number("browsers", 50); i++) {
                URI page = pages.get(i % pages.size());
                browsers.execute(() -> browse(client, page));
            }
            Thread.sleep(3_000);
            visits.clear();
            await(options.number("renewals", 5));
            over = true;
        } finally {
            browsers.shutdownNow();
            IO.delete(directory);
        }
        print(slow);
        System.out.printf(
                "pages without script %d, with a ticket that does not work %d; calls for a ticket %d, for a token %d, in %d"
                        + " lifetimes%n",
                unsigned.get(), refused.get(), wechat.ticketCalls(), wechat.stableTokenCalls(), renewals.size() + 1);
        System.exit(0);
    }

    private static WxConfigFilter filter(URI wechat, Path directory, Options options) {
        return new WxConfigFilter(Settings.builder()
                .appId(WechatSimulator.DEMO_APP_ID)
                .secret(WechatSimulator.DEMO_SECRET)
                .apiBaseUrl(wechat.toString())
                .store(options.text("store", "ehcache"))
                .storeDirectory(directory)
                .build());
    }

    private void await(int wanted) throws InterruptedException {
        int calls = wechat.ticketCalls();
        while (renewals.size() < wanted) {
            Thread.sleep(5);
            if (wechat.ticketCalls() > calls) {
                calls = wechat.ticketCalls();
                renewals.add(System.nanoTime());
            }
        }
        Thread.sleep(5_000);
    }

    private void browse(HttpClient client, URI page) {
        try {
            while (!over) {
                load(client, page);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void load(HttpClient client, URI page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).build();
        long start = System.nanoTime();
        String html = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        visits.add(new Visit(start, System.nanoTime() - start));
        if (!html.contains("wx.config(")) {
            unsigned.incrementAndGet();
        } else if (!new ReceivedPage(html).verdict(wechat, page).equals("preVerifyJSAPI:ok")) {
            refused.incrementAndGet();
        }
    }

    private void print(Duration slow) {
        List<Double> during = new ArrayList<>();
        List<Double> between = new ArrayList<>();
        for (Visit visit : visits) {
            boolean renewing = renewals.stream()
                    .anyMatch(call -> visit.start() + visit.duration() > call && visit.start() < call + slow.toNanos());
            (renewing ? during : between).add(visit.duration() / 1e6);
        }
        System.out.printf("%-16s %10s %10s %10s %10s%n", "ms", "pages", "p50", "p99", "max");
        print("while renewing", during);
        print("between", between);
    }

    private static void print(String row, List<Double> millis) {
        System.out.printf(
                "%-16s %10d %10.2f %10.2f %10.2f%n",
                row, millis.size(), Spread.at(millis, 0.5), Spread.at(millis, 0.99), Spread.at(millis, 1));
    }
}
