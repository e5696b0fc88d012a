package io.github.wxconfig;

import java.io.IOException;

/** A page of 100 MB, no two lines of which are the same. */
final class LargePage {
    static final int LINES = 100 * 1024;
    static final String BEFORE_SCRIPT = "<!DOCTYPE html><html><head>";
    static final String AFTER_SCRIPT = "<meta charset=\"utf-8\"><title>绿茶</title></head><body>";

    private static final String FILLING = "绿茶".repeat(168);

    private LargePage() {}

    /** A line of the body; with its end, 1 KB in UTF-8. */
    static String line(int number) {
        return "<p>%08d%s</p>".formatted(number, FILLING);
    }

    static void write(Target target) throws IOException {
        target.write(BEFORE_SCRIPT + AFTER_SCRIPT + "\n");
        for (int number = 0; number < LINES; number++) {
            target.write(line(number) + "\n");
        }
    }

    /** Takes the page piece by piece. */
    @FunctionalInterface
    interface Target {
        void write(String text) throws IOException;
    }
}
