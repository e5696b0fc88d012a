package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageResponseTest {
    private static final String PAGE = "<!doctype html><html><head><title>t</title></head>";
    private static final String PAGE_WITH_SCRIPT =
            "<!doctype html><html><head>" + FixedSnippet.SCRIPT + "<title>t</title></head>";

    private final BareRequest request = new BareRequest();
    private final RecordingResponse container = new RecordingResponse();
    private final FixedSnippet snippet = new FixedSnippet();
    private final PageResponse response = new PageResponse(request, container, snippet);

    @BeforeEach
    void isPage() {
        response.setContentType("text/html;charset=UTF-8");
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(UTF_8));
    }

    @Nested
    class ContentLength {
        @ParameterizedTest
        @EnumSource
        void declaredLengthGrowsWithPage(LengthSetter setter) throws IOException {
            setter.declare(response, PAGE.length());
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
        }

        @ParameterizedTest
        @EnumSource
        void lengthDeclaredBehindScriptGrowsToo(LengthSetter setter) throws IOException {
            write(response, PAGE);
            setter.declare(response, PAGE.length());
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
        }

        @ParameterizedTest
        @EnumSource
        void lengthOfWhatIsNoPageStays(LengthSetter setter) throws IOException {
            response.setContentType("application/json");
            setter.declare(response, PAGE.length());
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE);
            assertThat(container.length()).isEqualTo(PAGE.length());
        }

        @ParameterizedTest
        @EnumSource
        void negativeLengthIsNone(LengthSetter setter) throws IOException {
            response.setContentLength(PAGE.length());
            setter.declare(response, -1);
            assertThat(container.length()).isNegative();
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(container.length()).isNegative();
        }

        @Test
        void headerOfNullTakesLengthAway() {
            response.setContentLength(PAGE.length());
            response.setHeader("Content-Length", null);
            assertThat(container.length()).isNegative();
            response.setContentLength(PAGE.length());
            response.addHeader("Content-Length", null);
            assertThat(container.length()).isNegative();
        }

        @Test
        void lengthMayExceedAnInt() throws IOException {
            response.setHeader("Content-Length", "5000000000");
            write(response, PAGE);
            assertThat(container.length()).isEqualTo(5_000_000_000L + FixedSnippet.SCRIPT.length());
        }

        /** As GlassFish has it: behind the writer, it takes a length from a header only. */
        @Test
        void lengthGrowsThoughTheWriterIsInUse() throws IOException {
            PageResponse response = new PageResponse(request, new FixedByTheWriter(container), snippet);
            response.setContentLength(PAGE.length());
            response.getWriter().write(PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
            response.resetBuffer();
            assertThat(container.length()).isEqualTo(PAGE.length());
        }

        /** As GlassFish has it: the wrapper for an include ignores lengths of an int only. */
        @Test
        void lengthOfIncludedPartIsIgnoredByTheMethodThatTheContainerKnows() throws IOException {
            response.setResponse(new HttpServletResponseWrapper(container) {
                @Override
                public void setContentLength(int length) {}
            });
            response.setContentLength(5);
            response.setResponse(container);
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(container.length()).isNegative();
        }

        @Test
        void lengthThatIsNoNumberIsTheContainersToRefuse() {
            assertThatThrownBy(() -> response.setHeader("Content-Length", "many"))
                    .isInstanceOf(NumberFormatException.class);
        }

        @Test
        void otherHeadersPass() {
            response.setHeader("A", "1");
            response.addHeader("A", "2");
            response.setIntHeader("B", 3);
            response.addIntHeader("B", 4);
            assertThat(container.getHeaders("A")).containsExactly("1", "2");
            assertThat(container.getHeaders("B")).containsExactly("3", "4");
        }

        @Test
        void pageWhoseLengthWasSentStaysAsItIs() throws IOException {
            response.setContentLength(PAGE.length());
            response.flushBuffer();
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE);
        }

        @Test
        void pageWhoseHeadersWereSentWithoutLengthGetsItsScript() throws IOException {
            response.flushBuffer();
            response.setContentLength(PAGE.length());
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
        }

        @Test
        void lengthOfIncludedPartIsIgnoredAsByTheContainer() throws IOException {
            response.setContentLength(PAGE.length());
            response.setResponse(new IncludedResponse(container));
            response.setContentLength(5);
            response.setResponse(container);
            write(response, PAGE);
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
        }

        @Test
        void lengthOfForwardedPageCounts() throws IOException {
            response.setContentLength(5);
            response.setResponse(new HttpServletResponseWrapper(container));
            response.setContentLength(PAGE.length());
            write(response, PAGE);
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
        }

        @Test
        void lengthTakenAwayByForwardedPageIsGone() throws IOException {
            response.setContentLength(5);
            response.setResponse(new HttpServletResponseWrapper(container));
            response.setContentLength(-1);
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(container.length()).isNegative();
        }

        @Test
        void pageWhoseLengthAnOuterFilterDeclaredStaysAsItIs() throws IOException {
            container.setContentLength(PAGE.length());
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE);
            assertThat(container.length()).isEqualTo(PAGE.length());
        }

        @Test
        void lengthThatTheContainerDoesNotLetGrowStays() throws IOException {
            HttpServletResponse stubborn = new HttpServletResponseWrapper(container) {
                @Override
                public void setContentLengthLong(long length) {
                    if (length > PAGE.length()) {
                        throw new IllegalArgumentException("no longer than " + PAGE.length());
                    }
                    super.setContentLengthLong(length);
                }
            };
            PageResponse limited = new PageResponse(request, stubborn, snippet);
            limited.setContentLength(PAGE.length());
            write(limited, PAGE);
            limited.setContentLength(PAGE.length());
            assertThat(container.page()).isEqualTo(PAGE);
            assertThat(container.length()).isEqualTo(PAGE.length());
            assertThat(snippet.failures()).isEqualTo(1);
        }
    }

    @Nested
    class AnswerToHead {
        @Test
        void answerToHeadWithoutBodyDoesNotTellLengthOfPage() throws IOException {
            request.method("HEAD");
            response.setContentLength(PAGE.length());
            response.finish();
            assertThat(container.length()).isNegative();
        }

        @Test
        void answerToHeadThatIsFlushedWithoutBodyDoesNotTellLengthOfPage() throws IOException {
            request.method("HEAD");
            response.setContentLength(PAGE.length());
            response.getWriter().flush();
            assertThat(container.length()).isNegative();
        }

        @Test
        void answerToHeadTellsLengthOfWhatIsNoPage() throws IOException {
            request.method("HEAD");
            response.setContentType("image/png");
            response.setContentLength(17);
            response.finish();
            assertThat(container.length()).isEqualTo(17);
        }

        @Test
        void answerToHeadWithBodyTellsLengthAsToGet() throws IOException {
            request.method("HEAD");
            response.setContentLength(PAGE.length());
            write(response, PAGE);
            response.finish();
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
        }

        @Test
        void answerToHeadThatIsCheckedForErrorsDoesNotTellLengthOfPage() throws IOException {
            request.method("HEAD");
            response.setContentLength(PAGE.length());
            assertThat(response.getWriter().checkError()).isFalse();
            assertThat(container.length()).isNegative();
        }
    }

    @Nested
    class Reset {
        @Test
        void resetStartsOver() throws IOException {
            response.setContentLength(PAGE.length());
            write(response, PAGE);
            response.reset();
            assertThat(snippet.discardedScripts()).isEqualTo(1);
            assertThat(container.length()).isNegative();

            response.setContentType("text/html");
            response.setContentLength(PAGE.length());
            response.getWriter().write(PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
            assertThat(snippet.pages()).isEqualTo(2);
        }

        @Test
        void resetBufferTakesGrowthOfLengthBack() throws IOException {
            response.setContentLength(PAGE.length());
            write(response, PAGE);
            response.resetBuffer();
            assertThat(container.length()).isEqualTo(PAGE.length());
            assertThat(snippet.discardedScripts()).isEqualTo(1);

            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
        }

        @Test
        void unfinishedTagIsThrownAwayWithTheRest() throws IOException {
            write(response, "<!doctype html><bod");
            response.resetBuffer();
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
            assertThat(snippet.discardedScripts()).isZero();
        }

        @Test
        void unfinishedTagGoesWhereTheSecondAttemptWrites() throws IOException {
            response.getOutputStream();
            response.reset();
            isPage();
            response.getWriter().write("<!doctype html><bo");
            response.finish();
            assertThat(container.page()).isEqualTo("<!doctype html><bo");
        }

        @Test
        void refusedResetChangesNothing() throws IOException {
            response.setContentLength(PAGE.length());
            write(response, PAGE);
            response.flushBuffer();
            assertThatIllegalStateException().isThrownBy(response::reset);
            assertThatIllegalStateException().isThrownBy(response::resetBuffer);
            assertThat(snippet.discardedScripts()).isZero();
            assertThat(container.length()).isEqualTo(PAGE_WITH_SCRIPT.length());
        }

        @Test
        void resetBufferLeavesStreamNonBlocking() throws IOException {
            response.request().startAsync();
            response.getOutputStream().setWriteListener(new SilentListener());
            response.resetBuffer();
            assertThat(response.getOutputStream().isReady()).isTrue();
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
        }
    }

    @Nested
    class Gate {
        @ParameterizedTest
        @ValueSource(strings = {"UTF-16BE", "ISO-2022-JP"})
        void streamWhoseBytesAreNotReadPasses(String charset) throws IOException {
            response.setContentType("text/html;charset=" + charset);
            response.getOutputStream().print(PAGE);
            assertThat(container.page()).isEqualTo(PAGE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16", "ISO-2022-JP"})
        void writerNeedsNoCompatibleCharset(String charset) throws IOException {
            response.setContentType("text/html;charset=" + charset);
            response.getWriter().write(PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
        }

        @Test
        void lengthGrowsByBytesOfPagesCharset() throws IOException {
            for (Charset charset : List.of(UTF_16, UTF_16LE, Charset.forName("ISO-2022-JP"))) {
                for (boolean early : List.of(true, false)) {
                    RecordingResponse target = new RecordingResponse();
                    PageResponse page = new PageResponse(request, target, new FixedSnippet());
                    page.setContentType("text/html;charset=" + charset);
                    if (early) {
                        page.setContentLength(PAGE.getBytes(charset).length);
                    }
                    page.getWriter().write(PAGE);
                    if (!early) {
                        page.setContentLength(PAGE.getBytes(charset).length);
                    }
                    assertThat(target.page()).isEqualTo(PAGE_WITH_SCRIPT);
                    assertThat(target.length()).isEqualTo(PAGE_WITH_SCRIPT.getBytes(charset).length);
                }
            }
        }

        @Test
        void typeMayBeToldAfterTheStreamWasFetched() throws IOException {
            response.setContentType(null);
            ServletOutputStream stream = response.getOutputStream();
            response.setContentType("text/html");
            stream.print(PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
        }
    }

    @Nested
    class SnippetWithoutMarkup {
        @Test
        void pageStaysAsItIsWithoutMarkup() throws IOException {
            assertThat(pageWith(new OwnSnippet(() -> Snippet.Content.NONE))).isEqualTo(PAGE);
        }

        @Test
        void pageStaysAsItIsWhereSnippetFails() throws IOException {
            Snippet failing = new OwnSnippet(() -> {
                throw new IllegalArgumentException("no markup today");
            });
            assertThat(pageWith(failing)).isEqualTo(PAGE);
        }

        private static String pageWith(Snippet snippet) throws IOException {
            RecordingResponse container = new RecordingResponse();
            PageResponse response = new PageResponse(new BareRequest(), container, snippet);
            response.setContentType("text/html");
            response.setContentLength(PAGE.length());
            write(response, PAGE);
            return container.page();
        }
    }

    @Nested
    class Writing {
        @Test
        void unfinishedTagWaitsForNextWrite() throws IOException {
            write(response, "<!doctype html><bo");
            assertThat(container.page()).isEqualTo("<!doctype html>");
            write(response, "dy>");
            assertThat(container.page()).isEqualTo("<!doctype html>" + FixedSnippet.SCRIPT + "<body>");
            assertThat(container.writes()).isEqualTo(2);
        }

        @Test
        void unfinishedTagIsNotLostWhereNothingFollows() throws IOException {
            write(response, "<!doctype html><bo");
            response.finish();
            assertThat(container.page()).isEqualTo("<!doctype html><bo");
        }

        @Test
        void flushLetsUnfinishedTagGo() throws IOException {
            PrintWriter writer = response.getWriter();
            writer.write("<!doctype html><bo");
            writer.flush();
            assertThat(container.page()).isEqualTo("<!doctype html><bo");
            writer.write("dy>");
            assertThat(container.page()).isEqualTo("<!doctype html><body>");
        }

        @Test
        void closeLetsUnfinishedTagGo() throws IOException {
            ServletOutputStream stream = response.getOutputStream();
            stream.print("<!doctype html><bo");
            stream.close();
            assertThat(container.page()).isEqualTo("<!doctype html><bo");
            assertThat(container.isClosed()).isTrue();
        }

        @Test
        void scriptDoesNotCopyLargeWrites() throws IOException {
            String page = PAGE + "x".repeat(100_000);
            write(response, page);
            assertThat(container.writes()).isEqualTo(2);
            assertThat(container.page()).hasSize(page.length() + FixedSnippet.SCRIPT.length());
        }

        @Test
        void everyWriteThatMayNotBlockIsOneWrite() throws IOException {
            response.request().startAsync();
            ServletOutputStream stream = response.getOutputStream();
            stream.setWriteListener(new SilentListener());
            String[] writes = {"<!doctype html>", "<h", "tml>", "<", "head>" + "x".repeat(100_000), "x"};
            for (String each : writes) {
                assertThat(stream.isReady()).isTrue();
                stream.write(each.getBytes(UTF_8));
            }
            assertThat(container.writes()).isEqualTo(writes.length);
            assertThat(container.page()).startsWith("<!doctype html><html><head>" + FixedSnippet.SCRIPT + "xxx");
        }

        @Test
        void flushAndCloseAreTheContainers() throws IOException {
            ServletOutputStream stream = response.getOutputStream();
            stream.flush();
            response.flushBuffer();
            assertThat(container.flushes()).isEqualTo(2);
            assertThat(container.writes()).isZero();
            stream.close();
            assertThat(container.isClosed()).isTrue();
        }

        @Test
        void streamWithoutListenerIsReadyWithoutAskingTheContainer() throws IOException {
            assertThat(response.getOutputStream().isReady()).isTrue();
        }

        @Test
        void textPrintedToStreamIsEncodedByTheContainer() throws IOException {
            response.setContentType("text/html;charset=GBK");
            response.getOutputStream().print("<html title=中文><head>中文");
            assertThat(container.page()).isEqualTo("<html title=中文><head>" + FixedSnippet.SCRIPT + "中文");
        }

        @Test
        void nullIsPrintedAsTheContainerDoes() throws IOException {
            response.getOutputStream().print((String) null);
            response.getOutputStream().print((String) null);
            assertThat(container.page()).isEqualTo("nullnull");
        }

        @Test
        void emptyWritesPass() throws IOException {
            response.getOutputStream().write(new byte[0]);
            response.getOutputStream().print("");
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
        }

        @Test
        void wrongRangeIsRefusedBeforeAnythingIsWritten() throws IOException {
            ServletOutputStream stream = response.getOutputStream();
            assertThatThrownBy(() -> stream.write(new byte[5], 3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            write(response, PAGE);
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
        }

        @Test
        void streamAndWriterExcludeEachOtherAsInTheContainer() throws IOException {
            response.getOutputStream();
            assertThatIllegalStateException().isThrownBy(response::getWriter);
            response.reset();
            response.getWriter();
            assertThatIllegalStateException().isThrownBy(response::getOutputStream);
        }

        @Test
        void streamAndWriterStayTheSame() throws IOException {
            assertThat(response.getOutputStream()).isSameAs(response.getOutputStream());
            response.reset();
            assertThat(response.getWriter()).isSameAs(response.getWriter());
        }

        @Test
        void lineIsOneWrite() throws IOException {
            PrintWriter writer = response.getWriter();
            writer.println("<!doctype html>");
            writer.println("<head><title>t</title>");
            writer.println("<p>");
            assertThat(container.writes()).isEqualTo(3);
            assertThat(container.page())
                    .isEqualTo("<!doctype html>\r\n<head>" + FixedSnippet.SCRIPT + "<title>t</title>\r\n<p>\r\n");
        }

        @Test
        void endOfLineEndsTagName() throws IOException {
            PrintWriter writer = response.getWriter();
            writer.print("<!doctype html><body");
            writer.println();
            assertThat(container.page()).isEqualTo("<!doctype html>" + FixedSnippet.SCRIPT + "<body\r\n");
        }

        @Test
        void flushBufferLetsUnfinishedTagGo() throws IOException {
            write(response, "<!doctype html><bo");
            response.flushBuffer();
            assertThat(container.page()).isEqualTo("<!doctype html><bo");
        }

        @Test
        void listenerMayWriteAtOnce() throws IOException {
            response.request().startAsync();
            ServletOutputStream stream = response.getOutputStream();
            stream.setWriteListener(new SilentListener() {
                @Override
                public void onWritePossible() throws IOException {
                    assertThat(stream.isReady()).isTrue();
                    stream.print(PAGE);
                }
            });
            assertThat(container.page()).isEqualTo(PAGE_WITH_SCRIPT);
        }
    }

    /** What some containers put beneath a wrapper for the time of an include. */
    private static final class IncludedResponse extends HttpServletResponseWrapper {
        IncludedResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setContentLength(int length) {}

        @Override
        public void setContentLengthLong(long length) {}
    }

    /** A snippet with markup of its own. */
    private record OwnSnippet(Supplier<Content> text) implements Snippet {
        @Override
        public Content content(boolean xhtml, Collection<String> policies) {
            return text.get();
        }

        @Override
        public Edition edition() {
            return Edition.unsigned(Instant.EPOCH);
        }

        @Override
        public void leavesThread() {}

        @Override
        public @Nullable Edition omitted(Obstacle obstacle) {
            return null;
        }

        @Override
        public void failed(Throwable failure) {}

        @Override
        public void discarded() {}
    }

    private static final class FixedByTheWriter extends HttpServletResponseWrapper {
        private boolean usingWriter;

        FixedByTheWriter(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            usingWriter = true;
            return super.getWriter();
        }

        @Override
        public void setContentLength(int length) {
            setContentLengthLong(length);
        }

        @Override
        public void setContentLengthLong(long length) {
            if (!usingWriter) {
                super.setContentLengthLong(length);
            }
        }
    }
}
