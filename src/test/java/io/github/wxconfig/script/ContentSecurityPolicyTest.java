package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.script.ContentSecurityPolicy.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the algorithms of CSP Level 3 answer. */
class ContentSecurityPolicyTest {
    private static final String SDK = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";
    private static final String SECOND = "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js";
    private static final String BOTH = SDK + " " + SECOND;
    private static final String PAGE = "https://www.example.com/tea?a=1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";;",
                "img-src 'none'",
                "script-src-attr 'none'; style-src 'none'",
                "default-src 'none'; script-src 'nonce-abc'",
                "script-src 'none'; script-src-elem 'nonce-abc'",
                "Script-Src 'nonce-abc'",
                "script-src 'NONCE-abc'",
                "script-src 'nonce-abc'; script-src 'none'",
                "script-src\t'nonce-abc'",
                "default-src * 'unsafe-inline'",
                "script-src https: 'unsafe-inline'",
                "script-src https: 'Unsafe-Inline'",
                "script-src 'none' https: 'unsafe-inline'",
                "script-src 'unsafe-inline' 'strict-dynamic' 'nonce-abc' https:",
                "script-src 'unsafe-inline' https: 'nonce-a!'",
                "script-src 'unsafe-inline' https: 'sha1-abc'",
                "sandbox allow-scripts",
                "sandbox Allow-Scripts allow-forms; script-src 'nonce-abc'",
            })
    void allows(String policy) {
        assertThat(verdict(PAGE, null, policy).allowed()).isTrue();
    }

    /** The second column is the directive to add. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src 'none'                               | script-src 'nonce-VALUE'",
                "script-src                                      | script-src 'nonce-VALUE'",
                "default-src 'self'                              | script-src 'self' 'nonce-VALUE'",
                "default-src 'nonce-abc'; script-src 'self'      | script-src 'self' 'nonce-VALUE'",
                "script-src 'nonce-abc'; script-src-elem 'self'  | script-src-elem 'self' 'nonce-VALUE'",
                "script-src 'none'; script-src 'nonce-abc'       | script-src 'nonce-VALUE'",
                "script-src https:                               | script-src https: 'nonce-VALUE'",
                "script-src https: 'unsafe-inline' 'sha256-abc=' | script-src https: 'unsafe-inline' 'sha256-abc=' 'nonce-VALUE'",
                "script-src https: 'unsafe-inline' 'strict-dynamic'"
                        + " | script-src https: 'unsafe-inline' 'strict-dynamic' 'nonce-VALUE'",
                "script-src 'self' 'unsafe-inline'               | script-src 'self' 'unsafe-inline' " + BOTH,
                "script-src 'unsafe-inline' res2.wx.qq.com       | script-src 'unsafe-inline' res2.wx.qq.com " + SDK,
                "default-src 'unsafe-inline'                     | script-src 'unsafe-inline' " + BOTH,
                "sandbox                                         | sandbox allow-scripts",
                "sandbox allow-forms; script-src 'nonce-abc'     | sandbox allow-forms allow-scripts",
            })
    void blocksAndNamesWhatToAdd(String policy, String missing) {
        assertThat(verdict(PAGE, null, policy).missing()).containsExactly(missing);
    }

    /** The second is asked only when the first cannot be reached. */
    @Test
    void isContentWithTheFirstAddress() {
        assertThat(verdict(PAGE, null, "script-src 'unsafe-inline' res.wx.qq.com")
                        .allowed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "https:, true",
        "http:, true",
        "HTTPS:, true",
        "wss:, false",
        "data:, false",
        "res.wx.qq.com, true",
        "RES.wx.QQ.com, true",
        "res2.wx.qq.com, false",
        "https://res.wx.qq.com, true",
        "http://res.wx.qq.com, true",
        "wss://res.wx.qq.com, false",
        "https://*, true",
        "*.qq.com, true",
        "*.wx.qq.com, true",
        "https://*.wx.qq.com, true",
        "*.res.wx.qq.com, false",
        "wx.qq.com, false",
        "*wx.qq.com, false",
        "res.*.qq.com, false",
        "res.wx.qq.com:443, true",
        "res.wx.qq.com:*, true",
        "*:443, true",
        "res.wx.qq.com:8443, false",
        "res.wx.qq.com/, true",
        "res.wx.qq.com/open, false",
        "res.wx.qq.com/open/, true",
        "res.wx.qq.com/open/js/, true",
        "res.wx.qq.com/open/js/jweixin-1.6.0.js, true",
        "res.wx.qq.com/open/js/jweixin-1.6.0.js/, false",
        "res.wx.qq.com/open/j%73/jweixin-1.6.0.js, true",
        "res.wx.qq.com/Open/js/jweixin-1.6.0.js, false",
        "res.wx.qq.com/open/js/jweixin-1.4.0.js, false",
        "res.wx.qq.com/open/js/jweixin-1.6.0.js?v=1, false",
        "'''self''', false",
        "'''unsafe-eval''', false",
    })
    void matchesAddressesAgainstSources(String source, boolean allowed) {
        String policy = "script-src 'unsafe-inline' " + SECOND + " " + source;
        assertThat(verdict(PAGE, null, policy).allowed()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/, /js/wx.js, '''self''', true",
        "http://localhost:8080/, /js/wx.js, localhost:8080, true",
        "http://localhost:8080/, /js/wx.js, localhost, false",
        "http://localhost/, https://localhost/js/wx.js, '''self''', true",
        "https://localhost/, http://localhost/js/wx.js, '''self''', false",
        "http://localhost/, http://res.wx.qq.com/wx.js, res.wx.qq.com, true",
        "https://localhost/, http://res.wx.qq.com/wx.js, res.wx.qq.com, false",
        "https://localhost/, http://res.wx.qq.com/wx.js, https:, false",
        "https://localhost/, //cdn.example.com/wx.js, https://cdn.example.com, true",
        "http://localhost/, //cdn.example.com/wx.js, https://cdn.example.com, false",
    })
    void resolvesAddressesAgainstThePage(String page, String sdkUrl, String source, boolean allowed) {
        ScriptOptions options = new ScriptOptions(sdkUrl, SECOND, List.of("scanQRCode"), List.of(), false);
        assertThat(new ContentSecurityPolicy(List.of("script-src 'unsafe-inline' " + SECOND + " " + source))
                        .verdict(page, options, null)
                        .allowed())
                .isEqualTo(allowed);
    }

    @Test
    void namesAnOwnScriptAsSelf() {
        ScriptOptions options = new ScriptOptions("/js/wx.js", SECOND, List.of("scanQRCode"), List.of(), false);
        assertThat(new ContentSecurityPolicy(List.of("script-src 'unsafe-inline'"))
                        .verdict(PAGE, options, null)
                        .missing())
                .containsExactly("script-src 'unsafe-inline' 'self' " + SECOND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src 'nonce-first' 'nonce-second'         | first",
                "default-src 'nonce-d'; script-src 'nonce-s'     | s",
                "script-src 'nonce-s'; script-src-elem 'nonce-e' | e",
                "default-src 'nonce-d'                           | d",
                "script-src 'nonce-a+/-_Z9=='                    | a+/-_Z9==",
                "script-src 'nonce-\"><x' 'nonce-good'           | good",
                "script-src 'nonce-' 'nonce-a===' 'nonce-good'   | good",
            })
    void takesTheNonceFromTheDirectiveThatGoverns(String policy, String nonce) {
        assertThat(verdict(PAGE, null, policy)).isEqualTo(allowedWith(nonce));
    }

    @Test
    void carriesNoNonceWhereNoneIsNamed() {
        assertThat(verdict(PAGE, null, "style-src 'nonce-abc'").nonce()).isEmpty();
    }

    @Test
    void prefersTheNonceThatTheApplicationNames() {
        assertThat(verdict(PAGE, "own")).isEqualTo(allowedWith("own"));
        assertThat(verdict(PAGE, "own", "script-src 'nonce-first' 'nonce-own'")).isEqualTo(allowedWith("own"));
        assertThat(verdict(PAGE, "own", "script-src 'nonce-first' https:").missing())
                .containsExactly("script-src https: 'nonce-VALUE'");
    }

    @Test
    void comparesNoncesLetterByLetter() {
        assertThat(verdict(PAGE, "ABC", "script-src 'nonce-abc'").allowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "<script>", "abc===", "=", "茶", "abc\n"})
    void ignoresWhatCannotBeANonce(String given) {
        assertThat(verdict(PAGE, given, "script-src 'nonce-abc'")).isEqualTo(allowedWith("abc"));
        assertThat(verdict(PAGE, given).nonce()).isEmpty();
    }

    @Test
    void obeysEveryPolicyOfEveryLine() {
        assertThat(verdict(PAGE, null, "script-src 'nonce-abc', script-src 'none'")
                        .missing())
                .containsExactly("script-src 'nonce-VALUE'");
        assertThat(verdict(PAGE, null, "script-src 'nonce-abc'", "img-src *", "default-src 'self'")
                        .missing())
                .containsExactly("script-src 'self' 'nonce-VALUE'");
        assertThat(verdict(PAGE, null, "script-src https: 'unsafe-inline'", "script-src 'nonce-abc'"))
                .isEqualTo(allowedWith("abc"));
        assertThat(verdict(PAGE, null, "sandbox", "script-src 'self'").missing())
                .containsExactly("sandbox allow-scripts", "script-src 'self' 'nonce-VALUE'");
    }

    @Test
    void findsTheNonceThatAllPoliciesAllow() {
        assertThat(verdict(PAGE, null, "script-src 'nonce-a' 'nonce-b'", "script-src 'nonce-b'"))
                .isEqualTo(allowedWith("b"));
    }

    /** The specification skips a directive that is not ASCII. */
    @Test
    void skipsDirectivesThatAreNotAscii() {
        assertThat(verdict(PAGE, null, "script-src 'none' 茶; script-src 'nonce-abc'"))
                .isEqualTo(allowedWith("abc"));
    }

    @Test
    void saysTheSameWhateverTheNonceOfTheResponseIs() {
        assertThat(verdict(PAGE, "own", "script-src 'nonce-a'").missing())
                .isEqualTo(verdict(PAGE, "other", "script-src 'nonce-b'").missing());
    }

    @Test
    void takesANonceThatAllPoliciesName() {
        assertThat(verdict(PAGE, null, "script-src 'nonce-abc' 'nonce-def'", "script-src 'nonce-ghi' 'nonce-def'"))
                .isEqualTo(allowedWith("def"));
    }

    /** A header may repeat what a visitor sent; to try each nonce with each policy would take minutes. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsManyPoliciesAtOnce() {
        String policies = IntStream.range(0, 50_000)
                .mapToObj(i -> "script-src 'nonce-" + i + "'")
                .collect(Collectors.joining(","));

        assertThat(verdict(PAGE, null, policies).nonce()).hasValue("0");
    }

    @Test
    void readsAHostOfManyParts() {
        assertThat(verdict(PAGE, null, "script-src 'unsafe-inline' " + "a.".repeat(100_000) + "! " + BOTH)
                        .allowed())
                .isTrue();
    }

    private static Verdict verdict(String page, @Nullable String given, String... headers) {
        ScriptOptions options = new ScriptOptions(SDK, SECOND, List.of("scanQRCode"), List.of(), false);
        return new ContentSecurityPolicy(List.of(headers)).verdict(page, options, given);
    }

    private static Verdict allowedWith(String nonce) {
        return new Verdict(Optional.of(nonce), List.of());
    }
}
