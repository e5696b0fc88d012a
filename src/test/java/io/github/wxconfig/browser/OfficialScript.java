package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * WeChat's own script, version 1.6.0. It is not ours to publish, so npm fetches it when the tests run.
 */
final class OfficialScript {
    static final String PATH = "/open/js/jweixin-1.6.0.js";

    private static final NpmPackage PACKAGE = new NpmPackage("jweixin-npm@1.6.1", "jweixin-1.6.0.js");
    private static final String SHA_256 = "e30fa514a3275026bc240abf549e4bf3d27ddcc8ca09746d789f78c9077aac57";

    private OfficialScript() {}

    static byte[] read(Machine machine) throws IOException, InterruptedException, NoSuchAlgorithmException {
        byte[] script = PACKAGE.read(machine).getBytes(UTF_8);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script));
        if (!digest.equals(SHA_256)) {
            throw new IllegalStateException(PACKAGE + " is not WeChat's script: its SHA-256 is " + digest);
        }
        return script;
    }
}
