package io.github.wxconfig.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wxconfig.page.PageUrl;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The signature of WeChat's example, and the digest of its fields alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignatureBenchmark {
    private static final String TICKET =
            "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";
    private static final String NONCE = "Wm3WZYTPz0wzccnW";
    private static final long TIMESTAMP = 1414587457;
    private static final PageUrl PAGE = new PageUrl("http://mp.weixin.qq.com?params=value");

    private final byte[] fields = ("jsapi_ticket=" + TICKET + "&noncestr=" + NONCE + "&timestamp=" + TIMESTAMP + "&url="
                    + PAGE.value())
            .getBytes(UTF_8);

    private final Signer signer = new Signer(
            "wx0123456789abcdef",
            () -> Optional.of(new Credential(
                    Credential.Kind.JSAPI_TICKET, "wx0123456789abcdef", TICKET, Instant.EPOCH, Instant.MAX)),
            InstantSource.fixed(Instant.ofEpochSecond(TIMESTAMP)),
            new Nonces());

    private final Signature ofTicket = new Signature(TICKET);
    private final MessageDigest sha1 = sha1();

    /** SHA-1 and hex. */
    @Benchmark
    public String floor() {
        return HexFormat.of().formatHex(sha1.digest(fields));
    }

    /** The same with all that leads to it. */
    @Benchmark
    public String signature() {
        return ofTicket.of(NONCE, TIMESTAMP, PAGE);
    }

    /** All values of a page, a new random text among them. */
    @Benchmark
    public Optional<WxConfig> signed() {
        return signer.sign(PAGE);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
