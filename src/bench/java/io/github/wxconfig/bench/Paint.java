package io.github.wxconfig.bench;

import io.github.wxconfig.browser.PageLoading;
import io.github.wxconfig.browser.PageLoading.Times;
import io.github.wxconfig.browser.PageLoading.Way;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** First paint and {@code wx.ready} of a page in three ways, in another order each time. */
final class Paint {
    private static final String HANGING = "hanging";

    private Paint() {}

    static void measure(Options options) throws Exception {
        System.out.printf(
                "%-9s %-18s %-18s %-18s %-19s %-18s %s%n",
                "script", "paint: plain", "signed", "asking", "signed / plain", "ready: signed", "asking");
        try (PageLoading pages = new PageLoading()) {
            pages.latency(options.number("latency", 0));
            for (String script : options.list("scripts", "0,60,300,1000," + HANGING)) {
                if (script.equals(HANGING)) {
                    pages.hang();
                } else {
                    pages.delay(Integer.parseInt(script));
                }
                Map<Way, List<Times>> times = new EnumMap<>(Way.class);
                int rounds = script.equals(HANGING) ? options.number("hangs", 3) : options.number("rounds", 15);
                for (int round = -1; round < rounds; round++) {
                    List<Way> ways = new ArrayList<>(List.of(Way.values()));
                    Collections.shuffle(ways);
                    for (Way way : ways) {
                        Times loaded = pages.load(way, options.number("patience", 5000));
                        if (round >= 0) {
                            times.computeIfAbsent(way, any -> new ArrayList<>()).add(loaded);
                        }
                    }
                }
                System.out.printf(
                        "%-9s %-18s %-18s %-18s %-19s %-18s %s%n",
                        script,
                        spread(times.get(Way.PLAIN), Times::painted),
                        spread(times.get(Way.SIGNED), Times::painted),
                        spread(times.get(Way.ASKING), Times::painted),
                        Spread.ofRatios(
                                        values(times.get(Way.SIGNED), Times::painted),
                                        values(times.get(Way.PLAIN), Times::painted))
                                .text("%.2f"),
                        spread(times.get(Way.SIGNED), Times::ready),
                        spread(times.get(Way.ASKING), Times::ready));
            }
        }
    }

    private static List<Double> values(List<Times> times, ToDoubleFunction<Times> which) {
        return times.stream().mapToDouble(which).boxed().toList();
    }

    private static String spread(List<Times> times, ToDoubleFunction<Times> which) {
        List<Double> values = values(times, which);
        return values.stream().anyMatch(value -> value.isNaN())
                ? "not in time"
                : Spread.of(values).text("%.0f");
    }
}
