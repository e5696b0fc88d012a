package io.github.wxconfig.doctor;

/**
 * What one check found.
 *
 * @param check its name, as it stands at the start of a line
 * @param outcome how it ended
 * @param text what was seen, one line
 * @param cure what to do about it, one line; empty where nothing has to be done
 */
public record CheckResult(String check, Outcome outcome, String text, String cure) {
    /** How a check ended. */
    public enum Outcome {
        /** Nothing is wrong. */
        OK,
        /** Pages work, though not for everybody or not for long. */
        WARNING,
        /** Pages do not work in WeChat. */
        FAILURE,
        /** It was not made; the text says why. */
        SKIPPED
    }
}
