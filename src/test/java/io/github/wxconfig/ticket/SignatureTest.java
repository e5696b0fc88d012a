package io.github.wxconfig.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.page.PageUrl;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
    private static final String TICKET =
            "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";

    /** The worked example in WeChat's own documentation. */
    @Test
    void matchesThePublishedExample() {
        assertThat(new Signature(TICKET)
                        .of("Wm3WZYTPz0wzccnW", 1414587457, new PageUrl("http://mp.weixin.qq.com?params=value")))
                .isEqualTo("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
    }

    /** Expected values from {@code printf 'jsapi_ticket=T&noncestr=N&timestamp=1&url=…' | sha1sum} in UTF-8. */
    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/, ba59200994c579765285a9677c985687bad60ed1",
        "https://www.example.com/caf%C3%A9?q=%E5%BE%AE, 2c9d6df02ac783be517c34862ec6ce4a6abfba3a",
        "https://www.example.com/café?q=微信, 6417d201ef1734ce6aef911c3435433d6b433e2b",
        "https://www.example.com/a+b%20c?, bdc511e0ffdba231526915f044557a3a47cf5df8",
        "https://www.example.com/a?x=1&y=2&timestamp=3, 57a3cd05bf40d1ee53365bfcc9eb7bdfef269109"
    })
    void takesTheUrlAsItIs(String url, String signature) {
        assertThat(new Signature("T").of("N", 1, new PageUrl(url))).isEqualTo(signature);
    }

    /** Providers need not offer to clone a digest, and those for approved hardware do not. */
    @Test
    void signsWithADigestThatCannotBeCloned() {
        Provider provider = new PlainDigests();
        Security.insertProviderAt(provider, 1);
        try {
            Signature signature = new Signature(TICKET);
            for (int time = 0; time < 2; time++) {
                assertThat(signature.of(
                                "Wm3WZYTPz0wzccnW", 1414587457, new PageUrl("http://mp.weixin.qq.com?params=value")))
                        .isEqualTo("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
            }
            assertThat(PlainDigest.made).isPositive();
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    private static final class PlainDigests extends Provider {
        private static final long serialVersionUID = 1L;

        PlainDigests() {
            super("PlainDigests", "1", "A SHA-1 that cannot be cloned");
            put("MessageDigest.SHA-1", PlainDigest.class.getName());
        }
    }

    /** Made by the security framework. */
    public static final class PlainDigest extends MessageDigestSpi {
        private static int made;

        private final MessageDigest digest;

        public PlainDigest() throws GeneralSecurityException {
            digest = MessageDigest.getInstance("SHA-1", "SUN");
            made++;
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
