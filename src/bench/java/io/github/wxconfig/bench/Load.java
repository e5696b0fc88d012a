package io.github.wxconfig.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Pages per second with and without a filter. Each runs in its own JVM; short runs alternate, so that what the machine
 * does meanwhile meets all alike, and what belongs together is compared.
 */
final class Load {
    private static final Map<String, String> PATHS = Map.of(
            "writer", Application.WRITER,
            "stream", Application.STREAM,
            "large", Application.LARGE,
            "json", Application.JSON,
            "file", Application.FILE,
            "plainjson", Application.JSON + "?" + Application.PLAIN,
            "plainfile", Application.FILE + "?" + Application.PLAIN);

    private final Options options;
    private final List<Variant> variants;

    private Load(Options options) {
        this.options = options;
        this.variants = options.list("variants", "none,wxconfig,wxjava,sitemesh").stream()
                .map(name -> Variant.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    static void measure(Options options) throws IOException {
        System.out.printf(
                "%-15s %-9s %-20s %-20s %12s %10s%n", "", "", "pages, ratio", "CPU, ratio", "us more CPU", "KB more");
        for (String container : options.list("containers", "jetty,tomcat")) {
            for (String page : options.list("pages", "writer,stream,large,json,file,plainjson,plainfile")) {
                new Load(options).measure(Container.valueOf(container.toUpperCase(Locale.ROOT)), page);
            }
        }
    }

    private void measure(Container container, String page) throws IOException {
        Map<Variant, List<Run>> runs = new EnumMap<>(Variant.class);
        variants.forEach(variant -> runs.put(variant, new ArrayList<>()));
        for (int fork = 0; fork < options.number("forks", 3); fork++) {
            measure(container, Objects.requireNonNull(PATHS.get(page)), runs);
        }
        List<Run> none = Objects.requireNonNull(runs.get(Variant.NONE));
        runs.forEach((variant, measured) -> {
            if (variant != Variant.NONE) {
                print(container + " " + page, variant, measured, none);
            }
        });
    }

    private void measure(Container container, String path, Map<Variant, List<Run>> runs) throws IOException {
        Map<Variant, Server> servers = new EnumMap<>(Variant.class);
        List<String> heap = List.of("-Xms512m", "-Xmx512m");
        try (Child generator = Child.start(LoadGenerator.class, List.of())) {
            for (Variant variant : variants) {
                servers.put(variant, Server.of(Child.start(LoadServer.class, heap, container.name(), variant.name())));
            }
            for (int i = 0; i < 3; i++) {
                for (Server server : servers.values()) {
                    run(generator, server, path, options.number("warmup", 3));
                }
            }
            for (int pair = 0; pair < options.number("pairs", 6); pair++) {
                List<Variant> order = new ArrayList<>(variants);
                Collections.rotate(order, pair);
                for (Variant variant : order) {
                    Objects.requireNonNull(runs.get(variant))
                            .add(run(
                                    generator,
                                    Objects.requireNonNull(servers.get(variant)),
                                    path,
                                    options.number("seconds", 2)));
                }
            }
        } finally {
            for (Server server : servers.values()) {
                server.process().close();
            }
        }
    }

    private Run run(Child generator, Server server, String path, int seconds) throws IOException {
        long[] before = numbers(server.process().ask("cost"));
        long[] answer = numbers(
                generator.ask(server.address().resolve(path) + " " + seconds + " " + options.number("browsers", 4)));
        long[] after = numbers(server.process().ask("cost"));
        double pages = answer[0];
        return new Run(pages / answer[1] * 1e9, (after[0] - before[0]) / pages, (after[1] - before[1]) / pages / 1e3);
    }

    private static long[] numbers(String line) {
        return List.of(line.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
    }

    private static void print(String row, Variant variant, List<Run> measured, List<Run> none) {
        List<Double> moreCpu = new ArrayList<>();
        List<Double> moreBytes = new ArrayList<>();
        for (int i = 0; i < measured.size(); i++) {
            moreCpu.add(measured.get(i).cpu() - none.get(i).cpu());
            moreBytes.add((measured.get(i).bytes() - none.get(i).bytes()) / 1024);
        }
        System.out.printf(
                "%-15s %-9s %-20s %-20s %5.1f of %-4.0f %9.1f%n",
                row,
                variant,
                Spread.ofRatios(all(measured, true), all(none, true)).text("%.3f"),
                Spread.ofRatios(all(measured, false), all(none, false)).text("%.3f"),
                Spread.of(moreCpu).median(),
                Spread.of(all(none, false)).median(),
                Spread.of(moreBytes).median());
    }

    private static List<Double> all(List<Run> runs, boolean pages) {
        return runs.stream().map(run -> pages ? run.pages() : run.cpu()).toList();
    }

    private record Server(Child process, URI address) {
        static Server of(Child process) throws IOException {
            return new Server(process, URI.create(process.read()));
        }
    }

    /**
     * What one short run gave.
     *
     * @param pages per second
     * @param bytes allocated per page
     * @param cpu of the server per page, in microseconds
     */
    private record Run(double pages, double bytes, double cpu) {}
}
