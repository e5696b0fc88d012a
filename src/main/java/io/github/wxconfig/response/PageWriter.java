package io.github.wxconfig.response;

import io.github.wxconfig.response.Placement.Step;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The container's writer, with the snippet in it. Every call goes to the container's own writer as it is, once the
 * snippet is in; nothing is buffered or locked here.
 */
final class PageWriter extends PrintWriter {
    /** What is longer is not copied to go out together with the markup. */
    private static final int LARGEST_TAIL = 256;

    private final PrintWriter target;
    private final PageResponse response;
    private final Placement placement;

    PageWriter(PrintWriter target, PageResponse response, Placement placement) {
        super(target);
        this.target = target;
        this.response = response;
        this.placement = placement;
    }

    boolean wraps(PrintWriter other) {
        return target == other;
    }

    /** Writes what was held back. */
    void release() {
        String held = placement.release();
        if (!held.isEmpty()) {
            target.write(held);
        }
    }

    @Override
    public void write(int c) {
        if (placement.isOver()) {
            target.write(c);
        } else {
            write(String.valueOf((char) c), 0, 1);
        }
    }

    @Override
    public void write(char[] chars) {
        if (placement.isOver()) {
            target.write(chars);
        } else {
            write(chars, 0, chars.length);
        }
    }

    /** Characters stay an array on their way: a container may write text in another way, and be slower for both. */
    @Override
    public void write(char[] chars, int offset, int length) {
        if (placement.isOver() || length <= 0) {
            target.write(chars, offset, length);
            return;
        }
        Objects.checkFromIndexSize(offset, length, chars.length);
        Step step = step(i -> chars[offset + i], length);
        if (step.isPlain(length)) {
            target.write(chars, offset, length);
            return;
        }
        Markup markup = step.markup();
        int tail = tail(step);
        int place = step.before().length() + step.at();
        int behind = place + markup.length();
        char[] merged = new char[behind + tail];
        put(merged, 0, step.before());
        System.arraycopy(chars, offset, merged, step.before().length(), step.at());
        put(merged, place, markup.start(), markup.middle(), markup.end());
        System.arraycopy(chars, offset + step.at(), merged, behind, tail);
        if (merged.length > 0) {
            target.write(merged, 0, merged.length);
        }
        if (step.at() + tail < step.end()) {
            target.write(chars, offset + step.at() + tail, step.end() - step.at() - tail);
        }
    }

    @Override
    public void write(String text) {
        if (placement.isOver()) {
            target.write(text);
        } else {
            write(text, 0, text.length());
        }
    }

    @Override
    public void write(String text, int offset, int length) {
        if (placement.isOver() || length <= 0) {
            target.write(text, offset, length);
            return;
        }
        Objects.checkFromIndexSize(offset, length, text.length());
        Step step = step(i -> text.charAt(offset + i), length);
        if (step.isPlain(length)) {
            target.write(text, offset, length);
            return;
        }
        Markup markup = step.markup();
        int at = offset + step.at();
        int tail = tail(step);
        String merged = step.before()
                + text.substring(offset, at)
                + markup.start()
                + markup.middle()
                + markup.end()
                + text.substring(at, at + tail);
        if (!merged.isEmpty()) {
            target.write(merged);
        }
        if (step.at() + tail < step.end()) {
            target.write(text, at + tail, step.end() - step.at() - tail);
        }
    }

    private static int tail(Step step) {
        int rest = step.end() - step.at();
        return rest <= LARGEST_TAIL ? rest : 0;
    }

    private Step step(IntUnaryOperator units, int length) {
        return placement.step(units, length, false, true);
    }

    private static void put(char[] target, int at, String... texts) {
        int end = at;
        for (String each : texts) {
            each.getChars(0, each.length(), target, end);
            end += each.length();
        }
    }

    @Override
    public void print(char[] text) {
        write(text);
    }

    @Override
    public void print(@Nullable String text) {
        write(String.valueOf(text));
    }

    @Override
    public void print(@Nullable Object value) {
        write(String.valueOf(value));
    }

    @Override
    public void print(boolean value) {
        write(String.valueOf(value));
    }

    @Override
    public void print(char value) {
        write(String.valueOf(value));
    }

    @Override
    public void print(int value) {
        write(String.valueOf(value));
    }

    @Override
    public void print(long value) {
        write(String.valueOf(value));
    }

    @Override
    public void print(float value) {
        write(String.valueOf(value));
    }

    @Override
    public void print(double value) {
        write(String.valueOf(value));
    }

    @Override
    public void println() {
        printLine("");
    }

    @Override
    public void println(char[] text) {
        printLine(String.valueOf(text));
    }

    @Override
    public void println(@Nullable String text) {
        printLine(String.valueOf(text));
    }

    @Override
    public void println(@Nullable Object value) {
        printLine(String.valueOf(value));
    }

    @Override
    public void println(boolean value) {
        printLine(String.valueOf(value));
    }

    @Override
    public void println(char value) {
        printLine(String.valueOf(value));
    }

    @Override
    public void println(int value) {
        printLine(String.valueOf(value));
    }

    @Override
    public void println(long value) {
        printLine(String.valueOf(value));
    }

    @Override
    public void println(float value) {
        printLine(String.valueOf(value));
    }

    @Override
    public void println(double value) {
        printLine(String.valueOf(value));
    }

    /** Which characters end a line is the container's choice; they are white space, so that no place is behind them. */
    private void printLine(String text) {
        if (placement.isOver()) {
            target.println(text);
            return;
        }
        String line = text + '\n';
        Step step = step(line::charAt, line.length());
        int at = Math.min(step.at(), text.length());
        target.println(step.before() + text.substring(0, at) + step.markup().text() + text.substring(at));
    }

    @Override
    public PrintWriter append(@Nullable CharSequence text) {
        write(String.valueOf(text));
        return this;
    }

    @Override
    public PrintWriter append(@Nullable CharSequence text, int start, int end) {
        write(String.valueOf(text).substring(start, end));
        return this;
    }

    @Override
    public PrintWriter append(char c) {
        write(c);
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    public PrintWriter format(String format, @Nullable Object... args) {
        if (placement.isOver()) {
            target.format(format, args);
        } else {
            write(String.format(format, args));
        }
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... args) {
        if (placement.isOver()) {
            target.format(locale, format, args);
        } else {
            write(String.format(locale, format, args));
        }
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    public PrintWriter printf(String format, @Nullable Object... args) {
        return format(format, args);
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod")
    public PrintWriter printf(@Nullable Locale locale, String format, @Nullable Object... args) {
        return format(locale, format, args);
    }

    @Override
    public boolean checkError() {
        release();
        response.settleHeaders();
        return target.checkError();
    }

    @Override
    public void flush() {
        release();
        response.settleHeaders();
        target.flush();
    }

    @Override
    public void close() {
        release();
        if (response.settleHeaders()) {
            target.flush();
        }
        target.close();
    }
}
