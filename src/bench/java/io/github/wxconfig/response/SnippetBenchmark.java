package io.github.wxconfig.response;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One page through the wrapper, with a script that is there already, and the same without the wrapper. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SnippetBenchmark {
    /** How the application writes. */
    @Param
    public PagePattern pattern = PagePattern.SMALL_WRITES;

    /** What the page looks like at its start. */
    @Param({"head", "headless"})
    public String page = "head";

    private final MemoryResponse container = new MemoryResponse();
    private final BareRequest request = new BareRequest();
    private final FixedScript script = new FixedScript();
    private PagePattern.Page document = new PagePattern.Page(true);

    /** Writes the page once in each way, and sees that the script is in it. */
    @Setup
    public void prepare() throws IOException {
        document = new PagePattern.Page(page.equals("head"));
        long plain = floor();
        if (injected() - plain != plain + FixedScript.SCRIPT.length()) {
            throw new IllegalStateException("The script is not in the page");
        }
    }

    /** Without the filter. */
    @Benchmark
    public long floor() throws IOException {
        pattern.write(document, container);
        return container.size();
    }

    /** With the script in it. */
    @Benchmark
    public long injected() throws IOException {
        PageResponse response = new PageResponse(request, container, script);
        pattern.write(document, response);
        response.finish();
        return container.size();
    }

    private static final class FixedScript implements Snippet {
        static final String SCRIPT = "<script>" + "x".repeat(500) + "</script>";

        private final Edition edition = new Edition("0123456789ab", Instant.MIN, Instant.MAX);

        @Override
        public Content content(boolean xhtml, Collection<String> policies) {
            return new Content(Markup.of(SCRIPT), edition);
        }

        @Override
        public Edition edition() {
            return edition;
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
}
