package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application that writes one document in a way of its own, drawn by lot, and watches meanwhile what reaches the
 * container.
 */
final class RandomApplication {
    /** What {@code print} has methods of its own for. */
    private static final Pattern VALUES = Pattern.compile("(17|true|2\\.5|x)(\r\n)?|\r\n");
    /** Up to where it may be undecided whether a tag follows the place: the length of {@code <frameset}. */
    private static final int LONGEST_TAG = 9;

    private static final int LONGEST_HELD = 8;
    private static final int LARGEST_COPY = 256;
    private static final int SMALL_BUFFER = 16;
    private static final int LARGE_BUFFER = 1024 * 1024;

    private final Document document;
    private final RandomGenerator random;
    private final Set<String> methodsUsed;
    private final BareRequest request = new BareRequest();
    private final RecordingResponse container = new RecordingResponse();
    private final FixedSnippet snippet = new FixedSnippet();
    private final PageResponse response;
    private final boolean async;
    private final boolean nonBlocking;
    private boolean byWriter;
    private boolean listening;
    private int position;
    private int bytes;
    private boolean lengthDeclared;
    /** Whether a length was sent before the place was reached, so that nothing may be added. */
    private boolean lengthIsFinal;
    /** Whether the tag behind the place was seen in parts, so that the place may have passed. */
    private boolean placeMayHavePassed;

    RandomApplication(Document document, RandomGenerator random, Set<String> methodsUsed) {
        this.response = new PageResponse(request, container, snippet);
        this.document = document;
        this.random = random;
        this.methodsUsed = methodsUsed;
        this.byWriter = document.declaresCharset() && random.nextBoolean();
        this.async = oneIn(4);
        this.nonBlocking = async && !byWriter && random.nextBoolean();
        if (async) {
            response.request().startAsync();
        }
    }

    void run() throws IOException {
        container.setBufferSize(LARGE_BUFFER);
        response.setContentType(document.contentType());
        if (oneIn(4)) {
            writeDraftAndThrowItAway();
        }
        container.setBufferSize(random.nextBoolean() ? SMALL_BUFFER : LARGE_BUFFER);
        boolean flushes = oneIn(3);
        for (String piece : pieces()) {
            write(piece);
            if (flushes && oneIn(3)) {
                flush();
            }
        }
        end();
        assertPageIsRight();
    }

    private void writeDraftAndThrowItAway() throws IOException {
        List<String> pieces = pieces();
        for (String piece : pieces.subList(0, random.nextInt(pieces.size() + 1))) {
            write(piece);
        }
        if (random.nextBoolean()) {
            response.resetBuffer();
        } else {
            response.reset();
            response.setContentType(document.contentType());
            lengthDeclared = false;
            listening = false;
            byWriter = document.declaresCharset() && !nonBlocking && random.nextBoolean();
        }
        position = 0;
        bytes = 0;
        placeMayHavePassed = false;
    }

    private void write(String piece) throws IOException {
        if (oneIn(8)) {
            declareLength();
        }
        int writesBefore = container.writes();
        boolean inOneCall = byWriter
                ? write(WriteMethod.OF_WRITER, response.getWriter(), piece)
                : write(WriteMethod.OF_STREAM, stream(), piece);
        position += piece.length();
        int size = document.bytes(piece).length;
        bytes += size;
        if (inOneCall) {
            int most = size > LARGEST_COPY && !nonBlocking ? 2 : 1;
            assertThat(container.writes() - writesBefore).isBetween(async ? 1 : 0, most);
        } else {
            placeMayHavePassed |= lengthDeclared || async;
        }
        assertThat(held()).isBetween(0, async ? 0 : LONGEST_HELD);
        watch(async);
    }

    private <T> boolean write(List<WriteMethod<T>> methods, T target, String piece) throws IOException {
        List<WriteMethod<T>> suitable = methods.stream()
                .filter(method -> method.takes().test(piece) && (method.inOneCall() || !nonBlocking))
                .toList();
        WriteMethod<T> method = suitable.get(random.nextInt(suitable.size()));
        methodsUsed.add((byWriter ? "writer." : "stream.") + method.name());
        method.call().write(target, piece, document.charset());
        return method.inOneCall();
    }

    private ServletOutputStream stream() throws IOException {
        ServletOutputStream stream = response.getOutputStream();
        if (nonBlocking && !listening) {
            stream.setWriteListener(new SilentListener());
            listening = true;
        }
        assertThat(stream.isReady()).isTrue();
        return stream;
    }

    private void declareLength() {
        int length = document.bytes(document.original()).length;
        LengthSetter[] setters = LengthSetter.values();
        setters[random.nextInt(setters.length)].declare(response, length);
        lengthDeclared |= !container.isCommitted();
    }

    private void flush() throws IOException {
        if (oneIn(3)) {
            response.flushBuffer();
        } else if (!byWriter) {
            response.getOutputStream().flush();
        } else if (random.nextBoolean()) {
            response.getWriter().flush();
        } else {
            assertThat(response.getWriter().checkError()).isFalse();
        }
        assertThat(held()).isZero();
        watch(true);
    }

    private void end() throws IOException {
        if (random.nextBoolean()) {
            close();
            assertThat(container.isClosed()).isTrue();
        }
        response.finish();
        assertThat(held()).isZero();
    }

    private void close() throws IOException {
        if (byWriter) {
            response.getWriter().close();
        } else {
            response.getOutputStream().close();
        }
    }

    /** How many of the bytes written so far have not reached the container. */
    private int held() {
        int missing = bytes - container.size();
        return missing < 0 ? missing + FixedSnippet.SCRIPT.length() : missing;
    }

    /** Notes what keeps the script out of the page. */
    private void watch(boolean nothingHeld) {
        boolean beforePlace = position < document.place();
        boolean atPlace = !beforePlace && position < document.place() + LONGEST_TAG;
        boolean lengthSent = container.isCommitted() && container.length() >= 0;
        lengthIsFinal |= beforePlace && lengthSent;
        placeMayHavePassed |= atPlace && (nothingHeld || lengthSent);
    }

    private void assertPageIsRight() {
        assertThat(snippet.failures()).isZero();
        byte[] original = document.bytes(document.original());
        byte[] expected = lengthIsFinal ? original : document.bytes(document.expected());
        boolean unchanged = placeMayHavePassed && container.size() == original.length;
        assertThat(container.page()).isEqualTo(new String(unchanged ? original : expected, document.charset()));
        assertThat(container.body()).isEqualTo(unchanged ? original : expected);
        assertThat(container.length()).isEqualTo(lengthDeclared ? container.size() : -1);
    }

    /** The document, cut anywhere but between two surrogates, for not every write method takes half a character. */
    private List<String> pieces() {
        String text = document.original();
        Set<Integer> cuts = cuts(text);
        cuts.removeIf(cut -> Character.isLowSurrogate(text.charAt(cut)));
        cuts.remove(0);
        cuts.add(text.length());
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int cut : cuts) {
            pieces.add(text.substring(start, cut));
            start = cut;
        }
        return pieces;
    }

    private Set<Integer> cuts(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> new TreeSet<>();
            case 1 -> range(0, text.length());
            case 2 -> aroundValues(text);
            case 3 -> range(document.place() - LONGEST_TAG, Math.min(document.place() + LONGEST_TAG, text.length()));
            default -> anywhere(text);
        };
    }

    private Set<Integer> anywhere(String text) {
        Set<Integer> cuts = new TreeSet<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            cuts.add(random.nextInt(text.length()));
        }
        return cuts;
    }

    private static Set<Integer> range(int from, int to) {
        Set<Integer> cuts = new TreeSet<>();
        for (int i = Math.max(0, from); i < to; i++) {
            cuts.add(i);
        }
        return cuts;
    }

    private static Set<Integer> aroundValues(String text) {
        Set<Integer> cuts = new TreeSet<>();
        Matcher value = VALUES.matcher(text);
        while (value.find()) {
            cuts.add(value.start());
            if (value.end() < text.length()) {
                cuts.add(value.end());
            }
        }
        return cuts;
    }

    private boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }
}
