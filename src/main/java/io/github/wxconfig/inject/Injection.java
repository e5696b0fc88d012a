package io.github.wxconfig.inject;

import io.github.wxconfig.inject.Insertion.Obstacle;
import io.github.wxconfig.inject.KnownPrologs.Prolog;
import io.github.wxconfig.inject.PrologScanner.Verdict;
import io.github.wxconfig.inject.ResponseGate.Page;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far one response has come: from its first byte, when it shows whether it is a page, over the search for the place,
 * to the point from which all writes pass untouched. Shared by the stream and the writer of the response; used by one
 * thread at a time, though not always by the same one.
 *
 * <p>Only a tag whose name is not complete at the end of a write is held back, eight units at the most, until the next
 * write, flush or close.
 */
final class Injection {
    private final InjectingResponse response;
    private final Insertion insertion;
    private final KnownPrologs prologs;
    private @Nullable Page page;
    /** As they are during one write: until the next one, the application may change them. */
    private @Nullable PageHeaders headers;

    private @Nullable PrologScanner scanner;
    private String held = "";
    private boolean inserted;
    /** Written after all else and read before it: the next write may come from another thread. */
    private volatile boolean over;

    Injection(InjectingResponse response, Insertion insertion, KnownPrologs prologs) {
        this.response = response;
        this.insertion = insertion;
        this.prologs = prologs;
    }

    /** Whether nothing is left to do, and every write passes as it is. */
    boolean isOver() {
        return over;
    }

    /** Whether a body byte has been seen. */
    boolean hasBegun() {
        return over || scanner != null;
    }

    /**
     * Looks at one write.
     *
     * @param units the units of the write by their index
     * @param length how many they are; at least one
     * @param bytes whether they are bytes in the response's charset, else characters
     * @param mayHold whether the last units may wait for the next write
     */
    Step step(IntUnaryOperator units, int length, boolean bytes, boolean mayHold) {
        String before = release();
        boolean ends = true;
        try {
            boolean first = scanner == null;
            Page current = first ? begin(bytes) : page;
            if (current == null) {
                return Step.plain(before, length);
            }
            Prolog known = first ? prologs.find(current, units, length) : null;
            if (known != null) {
                return settled(known.verdict(), known.units().length() - 1, known.pending(), before, length);
            }
            PrologScanner search = scanner(current);
            for (int i = 0; i < length; i++) {
                Verdict verdict = search.next(units.applyAsInt(i));
                if (verdict != Verdict.GO_ON) {
                    if (first) {
                        prologs.add(current, units, i + 1, verdict, search.pending());
                    }
                    return settled(verdict, i, search.pending(), before, length);
                }
            }
            ends = false;
            return mayHold ? holding(units, search.pending(), before, length) : Step.plain(before, length);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            insertion.failed(e);
            return Step.plain(before, length);
        } finally {
            headers = null;
            over = ends;
        }
    }

    /** The page whose first byte is about to be written; null: the response is none in which a place is looked for. */
    private @Nullable Page begin(boolean bytes) {
        Page found = ResponseGate.page(response.container(), this::headers).orElse(null);
        if (found == null || (bytes && !found.asciiCompatible())) {
            return null;
        }
        insertion.begins(response.container());
        page = found;
        return found;
    }

    private PageHeaders headers() {
        PageHeaders read = headers;
        if (read == null) {
            read = PageHeaders.of(response.container());
            headers = read;
        }
        return read;
    }

    private PrologScanner scanner(Page current) {
        PrologScanner begun = scanner;
        if (begun == null) {
            begun = new PrologScanner(current.xml(), current.charsetDeclared());
            scanner = begun;
        }
        return begun;
    }

    private Step settled(Verdict verdict, int index, int pending, String before, int length) {
        int at = verdict == Verdict.AFTER ? index + 1 : index - pending;
        boolean hasPassed = before.length() + at < 0;
        if (verdict == Verdict.STOP || hasPassed) {
            insertion.omitted(Obstacle.NO_PLACE);
            return Step.plain(before, length);
        }
        return at >= 0 ? new Step(before, at, markup(), length) : new Step(markup() + before, 0, "", length);
    }

    /** The markup, or nothing where the response's length is fixed already or there is no markup. */
    private String markup() {
        Page found = page;
        if (found == null || !response.mayGrow(found)) {
            insertion.omitted(Obstacle.FIXED_LENGTH);
            return "";
        }
        String markup = insertion.markup(found.xml(), headers().lines(PageHeaders.CONTENT_SECURITY_POLICY));
        if (markup == null) {
            return "";
        }
        inserted = true;
        response.grow(markup.length());
        response.limitCaching(headers());
        return markup;
    }

    /** What is pending stays here; if that is more than this write brought, so does what was held back before. */
    private Step holding(IntUnaryOperator units, int pending, String before, int length) {
        boolean longer = pending > length;
        int end = Math.max(0, length - pending);
        StringBuilder tag = new StringBuilder(longer ? before : "");
        for (int i = end; i < length; i++) {
            tag.append((char) units.applyAsInt(i));
        }
        held = tag.toString();
        return new Step(longer ? "" : before, end, "", end);
    }

    /** What was held back, for the caller to write. */
    String release() {
        String text = held;
        held = "";
        return text;
    }

    /** The body so far was thrown away. */
    void restart() {
        held = "";
        page = null;
        scanner = null;
        if (inserted) {
            inserted = false;
            insertion.discarded();
        }
        over = false;
    }

    /**
     * What a write becomes: the text {@code before}, its units up to {@code at}, the {@code markup}, and its units from
     * there to {@code end}. What comes after that is held back.
     */
    record Step(String before, int at, String markup, int end) {
        static Step plain(String before, int length) {
            return new Step(before, length, "", length);
        }

        /** Whether a write of this length passes as it is. */
        boolean isPlain(int length) {
            return before.isEmpty() && markup.isEmpty() && end == length;
        }
    }
}
