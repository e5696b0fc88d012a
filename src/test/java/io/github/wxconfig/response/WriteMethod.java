package io.github.wxconfig.response;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One of the ways in which an application can write a piece of text.
 *
 * @param <T> what it writes to
 * @param takes whether the piece can be written so, as {@code print(int)} can only write numbers
 * @param inOneCall whether one call writes the whole piece, not one for each unit
 */
record WriteMethod<T>(String name, Predicate<String> takes, boolean inOneCall, Call<T> call) {
    /** Writes the piece, encoded if it goes to a stream. */
    @FunctionalInterface
    interface Call<T> {
        void write(T target, String piece, Charset charset) throws IOException;
    }

    /** A single call that writes the piece as text. */
    @FunctionalInterface
    private interface Print<T> {
        void print(T target, String piece) throws IOException;
    }

    /** A single call that writes the piece as bytes. */
    @FunctionalInterface
    private interface WriteBytes {
        void write(ServletOutputStream stream, byte[] bytes) throws IOException;
    }

    private static final String LINE_END = "\r\n";
    private static final Predicate<String> ANYTHING = matching("(?s).*");
    private static final Predicate<String> CHARACTER = matching("[\\x{0}-\\x{FFFF}]");
    private static final Predicate<String> WHOLE_NUMBER = matching("0|[1-9]\\d{0,8}");
    private static final Predicate<String> NUMBER = matching("[1-9]\\.[1-9]");
    private static final Predicate<String> TRUTH = matching("true|false");

    static final List<WriteMethod<ServletOutputStream>> OF_STREAM = List.of(
            new WriteMethod<>("write(int)", ANYTHING, false, WriteMethod::writeEachByte),
            bytes("write(byte[])", (stream, bytes) -> stream.write(bytes)),
            bytes("write(byte[], int, int)", (stream, bytes) -> stream.write(between(bytes), 1, bytes.length)),
            bytes("write(ByteBuffer)", (stream, bytes) -> ((PageStream) stream).write(ByteBuffer.wrap(bytes))),
            text("print(String)", ANYTHING, ServletOutputStream::print),
            text("print(char)", CHARACTER, (stream, piece) -> stream.print(piece.charAt(0))),
            text("print(int)", WHOLE_NUMBER, (stream, piece) -> stream.print(Integer.parseInt(piece))),
            text("print(long)", WHOLE_NUMBER, (stream, piece) -> stream.print(Long.parseLong(piece))),
            text("print(float)", NUMBER, (stream, piece) -> stream.print(Float.parseFloat(piece))),
            text("print(double)", NUMBER, (stream, piece) -> stream.print(Double.parseDouble(piece))),
            text("print(boolean)", TRUTH, (stream, piece) -> stream.print(Boolean.parseBoolean(piece))),
            text("println()", LINE_END::equals, (stream, piece) -> stream.println()),
            line("println(String)", ANYTHING, ServletOutputStream::println),
            line("println(char)", CHARACTER, (stream, piece) -> stream.println(piece.charAt(0))),
            line("println(int)", WHOLE_NUMBER, (stream, piece) -> stream.println(Integer.parseInt(piece))),
            line("println(long)", WHOLE_NUMBER, (stream, piece) -> stream.println(Long.parseLong(piece))),
            line("println(float)", NUMBER, (stream, piece) -> stream.println(Float.parseFloat(piece))),
            line("println(double)", NUMBER, (stream, piece) -> stream.println(Double.parseDouble(piece))),
            line("println(boolean)", TRUTH, (stream, piece) -> stream.println(Boolean.parseBoolean(piece))));

    static final List<WriteMethod<PrintWriter>> OF_WRITER = List.of(
            new WriteMethod<>("write(int)", ANYTHING, false, WriteMethod::writeEachChar),
            text("write(char[])", ANYTHING, (writer, piece) -> writer.write(piece.toCharArray())),
            text(
                    "write(char[], int, int)",
                    ANYTHING,
                    (writer, piece) -> writer.write(("<" + piece + ">").toCharArray(), 1, piece.length())),
            text("write(String)", ANYTHING, PrintWriter::write),
            text(
                    "write(String, int, int)",
                    ANYTHING,
                    (writer, piece) -> writer.write("<" + piece + ">", 1, piece.length())),
            text("append(CharSequence)", ANYTHING, (writer, piece) -> writer.append(CharBuffer.wrap(piece))),
            text(
                    "append(CharSequence, int, int)",
                    ANYTHING,
                    (writer, piece) -> writer.append("<" + piece + ">", 1, piece.length() + 1)),
            text("append(char)", CHARACTER, (writer, piece) -> writer.append(piece.charAt(0))),
            text("format(String, Object...)", ANYTHING, (writer, piece) -> writer.format("%s", piece)),
            text(
                    "format(Locale, String, Object...)",
                    ANYTHING,
                    (writer, piece) -> writer.format(Locale.ROOT, "%s", piece)),
            text("printf(String, Object...)", ANYTHING, (writer, piece) -> writer.printf("%s", piece)),
            text(
                    "printf(Locale, String, Object...)",
                    ANYTHING,
                    (writer, piece) -> writer.printf(Locale.ROOT, "%s", piece)),
            text("print(String)", ANYTHING, PrintWriter::print),
            text("print(char[])", ANYTHING, (writer, piece) -> writer.print(piece.toCharArray())),
            text("print(Object)", ANYTHING, (writer, piece) -> writer.print(CharBuffer.wrap(piece))),
            text("print(char)", CHARACTER, (writer, piece) -> writer.print(piece.charAt(0))),
            text("print(int)", WHOLE_NUMBER, (writer, piece) -> writer.print(Integer.parseInt(piece))),
            text("print(long)", WHOLE_NUMBER, (writer, piece) -> writer.print(Long.parseLong(piece))),
            text("print(float)", NUMBER, (writer, piece) -> writer.print(Float.parseFloat(piece))),
            text("print(double)", NUMBER, (writer, piece) -> writer.print(Double.parseDouble(piece))),
            text("print(boolean)", TRUTH, (writer, piece) -> writer.print(Boolean.parseBoolean(piece))),
            text("println()", LINE_END::equals, (writer, piece) -> writer.println()),
            line("println(String)", ANYTHING, PrintWriter::println),
            line("println(char[])", ANYTHING, (writer, piece) -> writer.println(piece.toCharArray())),
            line("println(Object)", ANYTHING, (writer, piece) -> writer.println(CharBuffer.wrap(piece))),
            line("println(char)", CHARACTER, (writer, piece) -> writer.println(piece.charAt(0))),
            line("println(int)", WHOLE_NUMBER, (writer, piece) -> writer.println(Integer.parseInt(piece))),
            line("println(long)", WHOLE_NUMBER, (writer, piece) -> writer.println(Long.parseLong(piece))),
            line("println(float)", NUMBER, (writer, piece) -> writer.println(Float.parseFloat(piece))),
            line("println(double)", NUMBER, (writer, piece) -> writer.println(Double.parseDouble(piece))),
            line("println(boolean)", TRUTH, (writer, piece) -> writer.println(Boolean.parseBoolean(piece))));

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static <T> WriteMethod<T> text(String name, Predicate<String> takes, Print<T> print) {
        return new WriteMethod<>(name, takes, true, (target, piece, charset) -> print.print(target, piece));
    }

    /** A call that writes the piece without the line's end, and then that. */
    private static <T> WriteMethod<T> line(String name, Predicate<String> takes, Print<T> print) {
        return text(
                name,
                piece -> piece.endsWith(LINE_END) && takes.test(withoutEnd(piece)),
                (target, piece) -> print.print(target, withoutEnd(piece)));
    }

    private static WriteMethod<ServletOutputStream> bytes(String name, WriteBytes write) {
        return new WriteMethod<>(
                name, ANYTHING, true, (stream, piece, charset) -> write.write(stream, piece.getBytes(charset)));
    }

    private static void writeEachByte(ServletOutputStream stream, String piece, Charset charset) throws IOException {
        for (byte each : piece.getBytes(charset)) {
            stream.write(each);
        }
    }

    private static void writeEachChar(PrintWriter writer, String piece, Charset charset) {
        piece.chars().forEach(writer::write);
    }

    private static byte[] between(byte[] bytes) {
        byte[] padded = new byte[bytes.length + 2];
        Arrays.fill(padded, (byte) '<');
        System.arraycopy(bytes, 0, padded, 1, bytes.length);
        return padded;
    }

    private static String withoutEnd(String line) {
        return line.substring(0, line.length() - LINE_END.length());
    }
}
