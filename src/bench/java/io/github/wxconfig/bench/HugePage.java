package io.github.wxconfig.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A page of 100 MB: when its first byte comes, and how much memory the server needs while it is on its way. The browser
 * stops reading for as long as the server counts.
 */
final class HugePage {
    /** Pages at first, for which classes are loaded. */
    private static final int WARM_UP = 2;

    private HugePage() {}

    static void measure(Options options) throws IOException {
        System.out.printf("%-8s %-9s %-22s %14s%n", "", "", "ms to the first byte", "MB of heap");
        for (String container : options.list("containers", "jetty,tomcat")) {
            for (String variant : options.list("variants", "none,wxconfig,wxjava,sitemesh")) {
                measure(container.toUpperCase(Locale.ROOT), variant.toUpperCase(Locale.ROOT), options);
            }
        }
    }

    private static void measure(String container, String variant, Options options) throws IOException {
        List<Double> firstBytes = new ArrayList<>();
        double most = 0;
        try (Child server = Child.start(LoadServer.class, List.of("-Xmx3g"), container, variant)) {
            URI address = URI.create(server.read()).resolve(Application.HUGE);
            byte[] request = ("GET " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")
                    .getBytes(US_ASCII);
            for (int i = 0; i < options.number("pages", 30); i++) {
                long before = Long.parseLong(server.ask("live"));
                try (KeptConnection connection = new KeptConnection(address)) {
                    long start = System.nanoTime();
                    connection.begin(request);
                    double firstByte = (System.nanoTime() - start) / 1e6;
                    double heap = (Long.parseLong(server.ask("live")) - before) / 1e6;
                    connection.readBody();
                    if (i >= WARM_UP) {
                        firstBytes.add(firstByte);
                        most = Math.max(most, heap);
                    }
                }
            }
        }
        System.out.printf(
                "%-8s %-9s %-22s %14.1f%n",
                container, variant, Spread.of(firstBytes).text("%.1f"), most);
    }
}
