package io.github.wxconfig.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.IO;
import org.slf4j.LoggerFactory;

/**
 * What the filter adds to the start of an application, each time in a new JVM. WeChat takes every call and never answers:
 * a start that waited for it would not end.
 */
final class StartUp {
    private StartUp() {}

    static void measure(Options options) throws IOException {
        List<Double> starts = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Double> inits = new ArrayList<>();
        for (int i = 0; i < options.number("forks", 20); i++) {
            plain.add(fork(Variant.NONE).get(0));
            List<Double> millis = fork(Variant.WXCONFIG);
            starts.add(millis.get(0));
            inits.add(millis.get(1));
        }
        System.out.printf("%-32s %s%n", "ms", "median [middle half]");
        System.out.printf(
                "%-32s %s%n", "start without the filter", Spread.of(plain).text("%.0f"));
        System.out.printf("%-32s %s%n", "start with it", Spread.of(starts).text("%.0f"));
        System.out.printf(
                "%-32s %s, at most %.0f%n",
                "of which new and init", Spread.of(inits).text("%.0f"), Spread.at(inits, 1));
    }

    private static List<Double> fork(Variant variant) throws IOException {
        Path directory = Files.createTempDirectory("wxconfig-bench");
        try (Child child = Child.start(StartUp.class, List.of(), variant.name(), directory.toString())) {
            return List.of(child.read().split(" ", -1)).stream()
                    .map(Double::valueOf)
                    .toList();
        } finally {
            IO.delete(directory);
        }
    }

    /**
     * Prints the milliseconds of the start, and of it those in the filter. The arguments are a {@link Variant} and a
     * directory for it.
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI wechat = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            LoggerFactory.getLogger(StartUp.class); // a container logs with or without a filter
            long start = System.nanoTime();
            Optional<Filter> filter = Variant.valueOf(arguments[0]).filter(wechat, directory);
            long made = System.nanoTime() - start;
            TimedFilter timed = new TimedFilter(filter);
            Container.JETTY.start(filter.map(any -> timed), directory);
            System.out.println((System.nanoTime() - start) / 1e6 + " " + (made + timed.nanos) / 1e6);
        }
        Runtime.getRuntime().halt(0);
    }

    private static final class TimedFilter implements Filter {
        private final Optional<Filter> filter;
        private long nanos;

        TimedFilter(Optional<Filter> filter) {
            this.filter = filter;
        }

        @Override
        public void init(FilterConfig config) throws ServletException {
            long start = System.nanoTime();
            filter.orElseThrow().init(config);
            nanos = System.nanoTime() - start;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            filter.orElseThrow().doFilter(request, response, chain);
        }
    }
}
