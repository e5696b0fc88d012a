package io.github.wxconfig.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What several measurements of the same say: the median, and between which values the middle half of them lies.
 *
 * @param median half of them are smaller
 * @param low a quarter of them are smaller
 * @param high a quarter of them are larger
 */
record Spread(double median, double low, double high) {
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75));
    }

    /** The same of the quotients of measurements that belong together. */
    static Spread ofRatios(List<Double> dividends, List<Double> divisors) {
        Double[] ratios = new Double[dividends.size()];
        Arrays.setAll(ratios, i -> dividends.get(i) / divisors.get(i));
        return of(List.of(ratios));
    }

    /** What this share of the values is not above. */
    static double at(List<Double> values, double share) {
        return at(values.stream().mapToDouble(Double::doubleValue).sorted().toArray(), share);
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The median, and the middle half in brackets. */
    String text(String format) {
        return (format + " [" + format + " " + format + "]").formatted(median, low, high);
    }
}
