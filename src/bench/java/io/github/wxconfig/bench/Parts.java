package io.github.wxconfig.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The parts of the filter with JMH, each beside the method {@code floor} of its class, which does what cannot be saved.
 * Every round runs all of them in new JVMs, so that what the machine does meanwhile meets all alike.
 */
final class Parts {
    private static final String FLOOR = ".floor";

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private Parts() {}

    static void measure(Options options) throws RunnerException {
        Parts parts = new Parts();
        for (int round = 0; round < options.number("rounds", 5); round++) {
            parts.add(run(options));
        }
        parts.print();
    }

    private static Collection<RunResult> run(Options options) throws RunnerException {
        int seconds = options.number("seconds", 1);
        return new Runner(new OptionsBuilder()
                        .include(options.text("only", "io.github.wxconfig"))
                        .forks(1)
                        .warmupIterations(options.number("warmups", 4))
                        .warmupTime(TimeValue.seconds(seconds))
                        .measurementIterations(options.number("iterations", 4))
                        .measurementTime(TimeValue.seconds(seconds))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private void add(Collection<RunResult> results) {
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String name = params.getBenchmark();
            int method = name.lastIndexOf('.');
            String type = name.substring(name.lastIndexOf('.', method - 1) + 1, method);
            String variant =
                    params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(" "));
            rows.computeIfAbsent(
                            type + name.substring(method) + " " + variant,
                            any -> new Row(type + FLOOR + " " + variant, new ArrayList<>(), new ArrayList<>()))
                    .add(result);
        }
    }

    private void print() {
        System.out.printf("%-52s %9s %9s %-20s %10s%n", "", "us", "floor", "us / floor", "more bytes");
        rows.forEach((name, row) -> {
            Row floor = Objects.requireNonNull(rows.get(row.floor()));
            if (!name.equals(row.floor())) {
                System.out.printf(
                        "%-52s %9.3f %9.3f %-20s %10.0f%n",
                        name,
                        Spread.of(row.times()).median(),
                        Spread.of(floor.times()).median(),
                        Spread.ofRatios(row.times(), floor.times()).text("%.2f"),
                        Spread.of(row.bytes()).median()
                                - Spread.of(floor.bytes()).median());
            }
        });
    }

    /** What one benchmark gave in each round; the name is that of its floor. */
    private record Row(String floor, List<Double> times, List<Double> bytes) {
        void add(RunResult result) {
            times.add(result.getPrimaryResult().getScore());
            bytes.add(Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                    .getScore());
        }
    }
}
