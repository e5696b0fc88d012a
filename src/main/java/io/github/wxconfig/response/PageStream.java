package io.github.wxconfig.response;

import io.github.wxconfig.response.Placement.Step;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The container's stream, with the snippet in it. One write of the application is one write to the container. */
final class PageStream extends ServletOutputStream {
    /** What is longer, and need not go out together with the markup, is not copied. */
    private static final int LARGEST_TAIL = 256;

    private static final String LINE_END = "\r\n";
    /** {@code write(ByteBuffer)} came with Servlet 6.1; where it is missing, nobody calls ours. */
    private static final @Nullable MethodHandle WRITE_BUFFER = writeBuffer();

    private final ServletOutputStream target;
    private final PageResponse response;
    private final Placement placement;
    private boolean nonBlocking;

    PageStream(ServletOutputStream target, PageResponse response, Placement placement) {
        this.target = target;
        this.response = response;
        this.placement = placement;
    }

    boolean wraps(ServletOutputStream other) {
        return target == other;
    }

    /** Writes what was held back. */
    void release() throws IOException {
        String held = placement.release();
        if (!held.isEmpty()) {
            target.write(held.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void write(int b) throws IOException {
        if (placement.isOver()) {
            target.write(b);
        } else {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (placement.isOver() || length <= 0) {
            target.write(bytes, offset, length);
            return;
        }
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Step step = placement.step(i -> bytes[offset + i] & 0xFF, length, true, !nonBlocking);
        if (step.isPlain(length)) {
            target.write(bytes, offset, length);
        } else {
            write(step, bytes, offset);
        }
    }

    private void write(Step step, byte[] bytes, int offset) throws IOException {
        int rest = step.end() - step.at();
        int tail = nonBlocking || rest <= LARGEST_TAIL ? rest : 0;
        int place = step.before().length() + step.at();
        int behind = place + step.markup().length();
        byte[] merged = new byte[behind + tail];
        put(merged, 0, step.before());
        System.arraycopy(bytes, offset, merged, step.before().length(), step.at());
        put(
                merged,
                place,
                step.markup().start(),
                step.markup().middle(),
                step.markup().end());
        System.arraycopy(bytes, offset + step.at(), merged, behind, tail);
        if (merged.length > 0) {
            target.write(merged, 0, merged.length);
        }
        if (tail < rest) {
            target.write(bytes, offset + step.at() + tail, rest - tail);
        }
    }

    /** The method is deprecated for what it makes of text that is not ASCII; others copy it twice, or one by one. */
    @SuppressWarnings("deprecation")
    private static void put(byte[] target, int at, String... ascii) {
        int end = at;
        for (String each : ascii) {
            each.getBytes(0, each.length(), target, end);
            end += each.length();
        }
    }

    /** Overrides the method of Servlet 6.1, whose inherited form would write piece by piece. */
    public void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        if (WRITE_BUFFER == null) {
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            write(bytes, 0, length);
        } else if (placement.isOver() || length == 0) {
            writeBuffer(WRITE_BUFFER, buffer);
        } else {
            int start = buffer.position();
            Step step = placement.step(i -> buffer.get(start + i) & 0xFF, length, true, !nonBlocking);
            if (step.isPlain(length)) {
                writeBuffer(WRITE_BUFFER, buffer);
            } else {
                write(step, WRITE_BUFFER, buffer);
            }
        }
    }

    /** The part up to the markup is short, as a prolog is; what follows need not be copied. */
    private void write(Step step, MethodHandle method, ByteBuffer buffer) throws IOException {
        int rest = step.end() - step.at();
        int copied = nonBlocking || rest <= LARGEST_TAIL ? step.end() : step.at();
        byte[] bytes = new byte[copied];
        buffer.get(bytes);
        write(new Step(step.before(), step.at(), step.markup(), copied), bytes, 0);
        if (copied < step.end()) {
            writeBuffer(method, buffer);
        }
        buffer.position(buffer.limit());
    }

    private void writeBuffer(MethodHandle method, ByteBuffer buffer) throws IOException {
        try {
            method.invokeExact(target, buffer);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    private static @Nullable MethodHandle writeBuffer() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            ServletOutputStream.class, "write", MethodType.methodType(void.class, ByteBuffer.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    /** Text is encoded by the container, each in its own way, so it stays text on its way there. */
    @Override
    public void print(@Nullable String text) throws IOException {
        String whole = String.valueOf(text);
        if (placement.isOver() || whole.isEmpty()) {
            target.print(text);
            return;
        }
        Step step = placement.step(whole::charAt, whole.length(), true, !nonBlocking);
        String merged = step.before()
                + whole.substring(0, step.at())
                + step.markup().text()
                + whole.substring(step.at(), step.end());
        if (!merged.isEmpty()) {
            target.print(merged);
        }
    }

    @Override
    public void println(@Nullable String text) throws IOException {
        print(text + LINE_END);
    }

    @Override
    public void println() throws IOException {
        print(LINE_END);
    }

    @Override
    public void println(boolean value) throws IOException {
        println(String.valueOf(value));
    }

    @Override
    public void println(char value) throws IOException {
        println(String.valueOf(value));
    }

    @Override
    public void println(int value) throws IOException {
        println(String.valueOf(value));
    }

    @Override
    public void println(long value) throws IOException {
        println(String.valueOf(value));
    }

    @Override
    public void println(float value) throws IOException {
        println(String.valueOf(value));
    }

    @Override
    public void println(double value) throws IOException {
        println(String.valueOf(value));
    }

    /** Without a listener a stream blocks, so that one may always write; containers disagree on that. */
    @Override
    public boolean isReady() {
        return !nonBlocking || target.isReady();
    }

    /** The container may call the listener from another thread before this returns. */
    @Override
    public void setWriteListener(WriteListener listener) {
        nonBlocking = true;
        target.setWriteListener(listener);
    }

    @Override
    public void flush() throws IOException {
        release();
        response.settleHeaders();
        target.flush();
    }

    @Override
    public void close() throws IOException {
        release();
        if (response.settleHeaders()) {
            target.flush();
        }
        target.close();
    }
}
