package io.github.wxconfig.script;

import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.ticket.WxConfig;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The script elements of one page, and a copy of the same text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScriptBenchmark {
    private final ScriptOptions options = new ScriptOptions(
            "https://res.wx.qq.com/open/js/jweixin-1.6.0.js",
            "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js",
            List.of("checkJsApi", "updateAppMessageShareData", "updateTimelineShareData"),
            List.of(),
            false);
    private final PageSide page = new PageSide("wx0123456789abcdef", options, "/wxconfig/page-12345678.js");
    private final WxConfig config = new WxConfig(
            "wx0123456789abcdef",
            1414587457,
            "Wm3WZYTPz0wzccnW",
            "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
            new PageUrl("http://mp.weixin.qq.com?params=value"),
            1414594657);
    private final Optional<String> noNonce = Optional.empty();
    private final char[] constant = script().toCharArray();

    /** The text is there and becomes a String. */
    @Benchmark
    public String floor() {
        return new String(constant);
    }

    /** The text is made of a page's values. */
    @Benchmark
    public String script() {
        return page.elements(config, false, "", noNonce).text();
    }
}
