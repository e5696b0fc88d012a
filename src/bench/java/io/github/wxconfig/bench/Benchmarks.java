package io.github.wxconfig.bench;

import java.util.Arrays;

/** Runs the benchmark that the first argument names; the others are for it, each of the form {@code name=value}. */
public final class Benchmarks {
    private Benchmarks() {}

    /** Prints one table. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(Arrays.copyOfRange(arguments, 1, arguments.length));
        switch (arguments[0]) {
            case "jmh" -> Parts.measure(options);
            case "load" -> Load.measure(options);
            case "huge" -> HugePage.measure(options);
            case "renewal" -> Renewal.measure(options);
            case "start" -> StartUp.measure(options);
            case "paint" -> Paint.measure(options);
            default -> throw new IllegalArgumentException("There is no benchmark " + arguments[0]);
        }
    }
}
