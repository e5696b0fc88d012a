package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.response.PrologScanner.Verdict;
import io.github.wxconfig.response.ResponseGate.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes as a page, written in any pieces: they arrive unchanged but for the script, and no later than they must. The
 * last three bytes of the input say how it is served and cut, so that every page can be a seed.
 */
public final class PlacementFuzz {
    /** How many bytes of an input are no part of the page. */
    public static final int CONTROLS = 3;

    private static final List<String> TYPES = List.of(
            "text/html;charset=UTF-8", "text/html;charset=GBK", "text/html", "application/xhtml+xml;charset=UTF-8");
    private static final byte[] SCRIPT = FixedSnippet.SCRIPT.getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_HELD = 8;

    private final RecordingResponse container = new RecordingResponse();
    private final PageResponse response;
    private final String contentType;
    private final Charset charset;
    private final boolean byWriter;
    private final boolean declaresLength;
    private final boolean flushes;
    private final int[] pieces;

    private PlacementFuzz(int flags, int... pieces) {
        response = new PageResponse(new BareRequest(), container, new FixedSnippet());
        contentType = TYPES.get(flags & 3);
        response.setContentType(contentType);
        charset = Charset.forName(container.getCharacterEncoding());
        byWriter = (flags & 4) != 0;
        declaresLength = (flags & 8) != 0;
        flushes = (flags & 16) != 0;
        this.pieces = pieces;
    }

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length < CONTROLS) {
            return;
        }
        int end = data.length - CONTROLS;
        new PlacementFuzz(data[end], data[end + 1] & 0xFF, data[end + 2] & 0xFF).check(Arrays.copyOf(data, end));
    }

    private void check(byte[] page) throws IOException {
        // What the charset lacks becomes a question mark only in the container: no parser sees what was written.
        byte[] original = byWriter ? new String(page, charset).getBytes(charset) : page;
        String text = new String(original, charset);
        if (declaresLength) {
            response.setContentLength(original.length);
        }
        if (byWriter) {
            write(text);
        } else {
            write(page);
        }
        response.finish();
        byte[] result = container.body();
        if (declaresLength) {
            assertThat(container.length()).isEqualTo(result.length);
        }
        if (result.length == original.length) {
            assertThat(result).isEqualTo(original);
        } else {
            assertOnlyScriptAdded(original, result);
        }
        scan(byWriter ? text : new String(page, StandardCharsets.ISO_8859_1));
    }

    private void write(byte[] page) throws IOException {
        OutputStream stream = response.getOutputStream();
        int piece = 0;
        for (int start = 0; start < page.length; piece++) {
            int end = endOf(piece, start, page.length);
            stream.write(page, start, end - start);
            assertArrived(end);
            if (flushes) {
                stream.flush();
                assertThat(container.size()).isIn(end, end + SCRIPT.length);
            }
            start = end;
        }
    }

    private void write(String text) throws IOException {
        Writer writer = response.getWriter();
        int piece = 0;
        for (int start = 0; start < text.length(); piece++) {
            int end = endOf(piece, start, text.length());
            writer.write(text, start, end - start);
            if (!Character.isHighSurrogate(text.charAt(end - 1))) {
                int bytes = text.substring(0, end).getBytes(charset).length;
                assertArrived(bytes);
                if (flushes) {
                    writer.flush();
                    assertThat(container.size()).isIn(bytes, bytes + SCRIPT.length);
                }
            }
            start = end;
        }
    }

    /** Pieces of two sizes in turn; zero is all the rest. */
    private int endOf(int piece, int start, int length) {
        int size = pieces[piece % pieces.length];
        return size == 0 ? length : Math.min(length, start + size);
    }

    private void assertArrived(int written) {
        int held = written - container.size();
        assertThat(held < 0 ? held + SCRIPT.length : held).isBetween(0, MOST_HELD);
    }
    /**
     * The original with the script at one place, which a parser finds at the start of the head. Space before a NUL is
     * kept by jsoup, which reads both as one text, and dropped by browsers, so that jsoup is no judge of those pages.
     */
    private void assertOnlyScriptAdded(byte[] original, byte[] result) {
        assertThat(result).hasSize(original.length + SCRIPT.length);
        int place = Math.min(Arrays.mismatch(original, result), original.length);
        while (!isScriptAt(place, original, result)) {
            assertThat(place).as("where the script is").isPositive();
            place--;
        }
        Charset read = charsetOf(original);
        String before = new String(original, 0, place, read);
        String after = new String(original, place, original.length - place, read);
        Document document = new Document("fuzzed", contentType, read, before, after, true);
        boolean jsoupDiffers = document.original().indexOf('\0') >= 0;
        if (!document.isXhtml() && !jsoupDiffers) {
            PageTree.assertOnlyScriptAdded(document);
        }
    }

    private static boolean isScriptAt(int place, byte[] original, byte[] result) {
        int end = place + SCRIPT.length;
        return Arrays.equals(result, place, end, SCRIPT, 0, SCRIPT.length)
                && Arrays.equals(result, 0, place, original, 0, place)
                && Arrays.equals(result, end, result.length, original, place, original.length);
    }

    /** To browsers the byte order mark says more than the headers. */
    private Charset charsetOf(byte[] page) {
        boolean marked = new String(page, 0, Math.min(3, page.length), StandardCharsets.UTF_8).startsWith("\uFEFF");
        return marked && contentType.contains("charset") ? StandardCharsets.UTF_8 : charset;
    }

    /** An exception in the search only costs the page its script, so the response does not show it. */
    private void scan(String units) {
        boolean xml = contentType.startsWith("application/xhtml+xml");
        PrologScanner scanner = new PrologScanner(new Page(xml, true, contentType.contains("charset"), charset));
        for (int i = 0; i < units.length(); i++) {
            Verdict verdict = scanner.next(units.charAt(i));
            assertThat(scanner.pending()).isBetween(0, MOST_HELD);
            if (verdict != Verdict.GO_ON) {
                return;
            }
        }
    }
}
