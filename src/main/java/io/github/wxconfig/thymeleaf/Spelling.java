package io.github.wxconfig.thymeleaf;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the name that an author meant. */
final class Spelling {
    private Spelling() {}

    /**
     * What an author should write.
     *
     * @param prefix stands before each of the names
     */
    static String cure(String prefix, String written, List<String> names) {
        String right = near(written, names)
                .map(name -> prefix + name)
                .orElseGet(() -> names.stream().map(name -> prefix + name).collect(joining(", ", "one of ", "")));
        return "Write " + right + ".";
    }

    /** The name from which a third of the letters are wrong at most, and one more. */
    static Optional<String> near(String written, List<String> names) {
        return nearest(written, names, 1 + written.length() / 3);
    }

    /** The name with the fewest letters to change, if they are no more than this. */
    static Optional<String> nearest(String written, List<String> names, int most) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(written, name)))
                .filter(name -> distance(written, name) <= most);
    }

    /** Levenshtein's: how many letters to insert, delete or replace, in whatever case. */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
