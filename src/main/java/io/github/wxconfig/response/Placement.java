package io.github.wxconfig.response;

import io.github.wxconfig.response.PrologScanner.Verdict;
import io.github.wxconfig.response.ResponseGate.Page;
import io.github.wxconfig.response.Snippet.Content;
import io.github.wxconfig.response.Snippet.Obstacle;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far one response has come, and what was changed in it: the snippet, the length, the caching headers. Shared by the
 * stream and the writer of the response; used by one thread at a time, though not always by the same one.
 *
 * <p>Only a tag whose name is not complete at the end of a write is held back, eight units at the most, until the next
 * write, flush or close, or until the request leaves its thread.
 */
final class Placement {
    private static final String CONTENT_LENGTH = "Content-Length";
    private static final long UNKNOWN = -1;

    /** The way of a response. */
    enum State {
        /** No body byte has been seen. */
        UNDECIDED,
        /** It is a page, and its place for the snippet is further on. */
        SEARCHING,
        /** The snippet is in, and all writes pass. */
        PLACED,
        /** It gets no snippet, and all writes pass. */
        PASSING
    }

    /** As the container or an outer filter gave it: a container puts its own wrapper beneath ours for an include. */
    private final HttpServletResponse container;

    /** Whether the filters around this one may encode what it writes, and may say so beforehand. */
    private final boolean inner;

    private final Snippet snippet;
    /** Written after all else and read before it: the next write may come from another thread. */
    private volatile State state = State.UNDECIDED;

    private @Nullable Page page;
    private @Nullable PrologScanner scanner;
    private @Nullable Caching caching;
    private String held = "";
    private boolean mayHold = true;
    private boolean encodedHere;
    private long declaredLength = UNKNOWN;
    private int added;

    Placement(HttpServletResponse container, Snippet snippet, boolean inner) {
        this.container = container;
        this.inner = inner;
        this.snippet = snippet;
    }

    State state() {
        return state;
    }

    /** Whether every write passes as it is. */
    boolean isOver() {
        State current = state;
        return current == State.PLACED || current == State.PASSING;
    }

    /**
     * Looks at one write.
     *
     * @param units the units of the write by their index
     * @param length how many they are; at least one
     * @param bytes whether they are bytes in the response's charset, else characters
     * @param blocking whether the last units may wait for the next write
     */
    Step step(IntUnaryOperator units, int length, boolean bytes, boolean blocking) {
        String before = release();
        State next = State.PASSING;
        try {
            PrologScanner search = state == State.UNDECIDED ? begin(bytes) : scanner;
            if (search == null) {
                return Step.plain(before, length);
            }
            for (int i = 0; i < length; i++) {
                Verdict verdict = search.next(units.applyAsInt(i));
                if (verdict != Verdict.GO_ON) {
                    Step step = settled(verdict, i, search.pending(), before, length);
                    next = step.markup().isEmpty() ? State.PASSING : State.PLACED;
                    return step;
                }
            }
            next = State.SEARCHING;
            return mayHold && blocking ? holding(units, search.pending(), before, length) : Step.plain(before, length);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            snippet.failed(e);
            return Step.plain(before, length);
        } finally {
            state = next;
        }
    }

    /** The search in a page whose first byte is about to be written; null: the response is no page. */
    private @Nullable PrologScanner begin(boolean bytes) {
        Optional<Page> found = ResponseGate.page(container).filter(it -> !bytes || it.asciiCompatible());
        if (found.isEmpty()) {
            return null;
        }
        if (inner ? encodedHere : ResponseGate.isEncoded(container)) {
            omit(Obstacle.ENCODED);
            return null;
        }
        PrologScanner begun = new PrologScanner(found.get());
        page = found.get();
        scanner = begun;
        return begun;
    }

    private Step settled(Verdict verdict, int index, int pending, String before, int length) {
        int at = verdict == Verdict.AFTER ? index + 1 : index - pending;
        boolean hasPassed = before.length() + at < 0;
        if (verdict == Verdict.STOP || hasPassed) {
            omit(Obstacle.NO_PLACE);
            return Step.plain(before, length);
        }
        return at >= 0 ? new Step(before, at, markup(), length) : new Step("", 0, markup().followedBy(before), length);
    }

    private void omit(Obstacle obstacle) {
        Edition edition = snippet.omitted(obstacle);
        if (edition != null) {
            limitCaching(edition);
        }
    }

    private Markup markup() {
        Page found = page;
        if (found == null || !mayGrow()) {
            omit(Obstacle.FIXED_LENGTH);
            return Markup.NONE;
        }
        Content content = snippet.content(found.xml(), container.getHeaders("Content-Security-Policy"));
        try {
            if (content.edition() != null) {
                limitCaching(content.edition());
            }
            if (!content.markup().isEmpty()) {
                grow(found.bytesOf(content.markup()));
            }
        } catch (RuntimeException e) {
            snippet.discarded();
            throw e;
        }
        return content.markup();
    }

    /** Whether the client does not know the page's length yet, or it can be corrected. */
    private boolean mayGrow() {
        boolean declaredFurtherOut = declaredLength == UNKNOWN && container.containsHeader(CONTENT_LENGTH);
        return declaredLength == UNKNOWN ? !declaredFurtherOut : !container.isCommitted();
    }

    private void grow(int bytes) {
        if (declaredLength != UNKNOWN) {
            correctLength(declaredLength + bytes);
        }
        added = bytes;
    }

    /** GlassFish takes a length by its method no more once its writer is in use, and by a header still. */
    private void correctLength(long length) {
        container.setContentLengthLong(length);
        String declared = container.getHeader(CONTENT_LENGTH);
        String corrected = Long.toString(length);
        if (declared != null && !declared.equals(corrected)) {
            container.setHeader(CONTENT_LENGTH, corrected);
        }
    }

    /** By the older method, if that can take it: GlassFish's wrapper for an include lets the newer one through. */
    private static void setLength(HttpServletResponse target, long length) {
        if (length <= Integer.MAX_VALUE) {
            target.setContentLength((int) length);
        } else {
            target.setContentLengthLong(length);
        }
    }

    private void limitCaching(Edition edition) {
        if (!container.isCommitted()) {
            Caching headers = new Caching(container, InstantSource.system());
            caching = headers;
            headers.limitTo(edition);
        }
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
        return new Step(longer ? "" : before, end, Markup.NONE, end);
    }

    /** What was held back, for the caller to write. */
    String release() {
        String text = held;
        held = "";
        return text;
    }

    /** The application sets the encoding of what it writes. */
    void encoded(@Nullable String encoding) {
        encodedHere = encoding != null && !encoding.strip().equalsIgnoreCase("identity");
    }

    /** From now on the next write may come from another thread. */
    void leaveThread() {
        mayHold = false;
        snippet.leavesThread();
    }

    /** The answer to a condition says that the browser's copy is still good: a copy of the current edition. */
    void settleNotModified() {
        if (container.getStatus() == HttpServletResponse.SC_NOT_MODIFIED) {
            limitCaching(snippet.edition());
        }
    }

    /**
     * The answer to HEAD must not give a length that GET would contradict. A servlet that declares the length of a page
     * and writes nothing leaves open whether GET would find a place in it.
     *
     * @return whether a length was taken back
     */
    boolean settleLengthOfHead() {
        boolean unknowable = declaredLength != UNKNOWN && state == State.UNDECIDED && !container.isCommitted();
        if (!unknowable
                || ResponseGate.isEncoded(container)
                || ResponseGate.page(container).isEmpty()) {
            return false;
        }
        declaredLength = UNKNOWN;
        container.setContentLengthLong(UNKNOWN);
        return true;
    }

    /**
     * Declares the length of the application's page, to which what was added is added. The container ignores the length
     * of an included part, and the one declared before it stays.
     *
     * @param target what the application reaches now: the container, or its wrapper for an inner dispatch
     */
    void declareLength(long length, HttpServletResponse target) {
        if (container.isCommitted()) {
            setLength(target, length);
            return;
        }
        boolean inInnerDispatch = target != container;
        if (inInnerDispatch && declaredLength != UNKNOWN) {
            container.setContentLengthLong(UNKNOWN);
        }
        setLength(target, length < 0 ? UNKNOWN : length + added);
        boolean ignored = inInnerDispatch && length >= 0 && !container.containsHeader(CONTENT_LENGTH);
        if (!ignored) {
            declaredLength = length < 0 ? UNKNOWN : length;
        } else if (declaredLength != UNKNOWN) {
            container.setContentLengthLong(declaredLength + added);
        }
    }

    /** The whole response was thrown away. */
    void reset() {
        declaredLength = UNKNOWN;
        caching = null;
        startOver();
    }

    /** The body was thrown away, and the headers stay, but for what was changed in them. */
    void resetBuffer() {
        if (caching != null) {
            caching.undo();
        }
        if (added > 0 && declaredLength != UNKNOWN) {
            correctLength(declaredLength);
        }
        startOver();
    }

    private void startOver() {
        if (isOver()) {
            snippet.discarded();
        }
        added = 0;
        held = "";
        page = null;
        scanner = null;
        state = State.UNDECIDED;
    }

    /**
     * What a write becomes: the text {@code before}, its units up to {@code at}, the {@code markup}, and its units from
     * there to {@code end}. What comes after that is held back.
     */
    record Step(String before, int at, Markup markup, int end) {
        static Step plain(String before, int length) {
            return new Step(before, length, Markup.NONE, length);
        }

        /** Whether a write of this length passes as it is. */
        boolean isPlain(int length) {
            return before.isEmpty() && markup.isEmpty() && end == length;
        }
    }
}
