package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, the same go out, and none of them are kept. */
class TransparencyTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String HEAD = "<!doctype html><html><head>";

    private final RecordingResponse container = new RecordingResponse();

    @ParameterizedTest
    @ValueSource(strings = {"\u00C3(", "\u00A0\u00A1", "\u00E2(\u00A1", "\u00F0\u0090(\u00BC", "\u00FF", "\0"})
    void brokenUtf8IsNotMended(String broken) throws IOException {
        write("<!--" + broken + "-->" + HEAD + broken);
        assertThat(container.body())
                .isEqualTo(("<!--" + broken + "-->" + HEAD + FixedSnippet.SCRIPT + broken).getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<!doctype html>", HEAD})
    void randomBytesPass(String start) throws IOException {
        byte[] noise = new byte[MEGABYTE];
        new Random(1).nextBytes(noise);
        String rest = new String(noise, ISO_8859_1);
        write(start + rest);
        String script = start.startsWith("<!doctype") ? FixedSnippet.SCRIPT : "";
        assertThat(container.body()).isEqualTo((start + script + rest).getBytes(ISO_8859_1));
    }

    @Test
    void commentsOfTenMegabytesPass() throws IOException {
        String page = "<!-- c -->".repeat(MEGABYTE) + HEAD;
        write(page);
        assertThat(container.body()).isEqualTo(page.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html title=\"",
                "<html title='",
                "<html title=",
                "<html ",
                "<html><head id=",
                "<!--",
                "<!doctype "
            })
    void endlessPrologPasses(String start) throws IOException {
        String page = start + "x".repeat(MEGABYTE) + "\">'>-->" + HEAD;
        write(page);
        assertThat(container.body()).isEqualTo(page.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- c -->", "<html a='", "<html a=", "<!doctype html>", "{", HEAD})
    void memoryDoesNotGrowWithThePage(String start) throws IOException {
        byte[] buffer = "x".repeat(8 * 1024).getBytes(ISO_8859_1);
        ServletOutputStream sink = new DiscardingStream();
        ServletOutputStream stream = page(new HttpServletResponseWrapper(container) {
                    @Override
                    public ServletOutputStream getOutputStream() {
                        return sink;
                    }
                })
                .getOutputStream();
        stream.print(start);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10 * MEGABYTE / buffer.length; i++) {
            stream.write(buffer);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * 1024);
    }

    private void write(String page) throws IOException {
        PageResponse response = page(container);
        OutputStream stream = response.getOutputStream();
        byte[] bytes = page.getBytes(ISO_8859_1);
        int buffer = 8 * 1024;
        for (int start = 0; start < bytes.length; start += buffer) {
            stream.write(bytes, start, Math.min(buffer, bytes.length - start));
        }
        response.finish();
    }

    private static PageResponse page(HttpServletResponse container) {
        PageResponse response = new PageResponse(new BareRequest(), container, new FixedSnippet());
        response.setContentType("text/html;charset=UTF-8");
        return response;
    }

    /** A stream that keeps nothing, so that only the injector's own memory is measured. */
    private static final class DiscardingStream extends ServletOutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}
