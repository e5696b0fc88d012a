package io.github.wxconfig.bench;

import io.github.wxconfig.browser.ReadyTime;
import java.util.ArrayList;
import java.util.List;

/** Time to {@code wx.ready}, of both pages by turns. */
final class Ready {
    private Ready() {}

    static void measure(Options options) throws Exception {
        System.out.printf("%-12s %-22s %-22s %s%n", "latency, ms", "signed page", "page that asks", "sooner by");
        try (ReadyTime ready = new ReadyTime()) {
            for (String word : options.list("latencies", "20,60,150")) {
                List<Double> signed = new ArrayList<>();
                List<Double> asking = new ArrayList<>();
                List<Double> sooner = new ArrayList<>();
                int latency = Integer.parseInt(word);
                ready.after(true, latency);
                ready.after(false, latency);
                for (int i = 0; i < options.number("pairs", 15); i++) {
                    signed.add(ready.after(true, latency));
                    asking.add(ready.after(false, latency));
                    sooner.add(asking.get(i) - signed.get(i));
                }
                System.out.printf(
                        "%-12d %-22s %-22s %s%n",
                        latency,
                        Spread.of(signed).text("%.0f"),
                        Spread.of(asking).text("%.0f"),
                        Spread.of(sooner).text("%.0f"));
            }
        }
    }
}
