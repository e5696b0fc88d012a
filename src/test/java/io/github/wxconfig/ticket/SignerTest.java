package io.github.wxconfig.ticket;

import static io.github.wxconfig.ticket.Credential.Kind.JSAPI_TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ManualClock;
import io.github.wxconfig.page.PageUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignerTest {
    private static final String APP_ID = "wx0123456789abcdef";
    private static final PageUrl PAGE = new PageUrl("http://mp.weixin.qq.com?params=value");

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1414587457));

    /** The worked example in WeChat's own documentation. */
    @Test
    void signsWithTicketNonceAndCurrentTime() {
        Credential ticket = credential(
                JSAPI_TICKET,
                APP_ID,
                "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg");
        Signer signer = new Signer(APP_ID, () -> Optional.of(ticket), clock, () -> "Wm3WZYTPz0wzccnW");

        assertThat(signer.sign(PAGE))
                .hasValue(new WxConfig(
                        APP_ID,
                        1414587457,
                        "Wm3WZYTPz0wzccnW",
                        "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
                        PAGE,
                        ticket.expiresAt().getEpochSecond()));
    }

    @Test
    void signsEachResponseAfresh() {
        Signer signer = signer(Optional.of(credential(JSAPI_TICKET, APP_ID, "ticket")));

        WxConfig first = signer.sign(PAGE).orElseThrow();
        WxConfig second = signer.sign(PAGE).orElseThrow();
        clock.advance(Duration.ofSeconds(7));
        WxConfig later = signer.sign(PAGE).orElseThrow();

        assertThat(List.of(first.nonceStr(), second.nonceStr(), later.nonceStr()))
                .doesNotHaveDuplicates();
        assertThat(List.of(first.signature(), second.signature(), later.signature()))
                .doesNotHaveDuplicates();
        assertThat(later.timestamp()).isEqualTo(first.timestamp() + 7);
    }

    @Test
    void signsNothingWithoutATicket() {
        assertThat(signer(Optional.empty()).sign(PAGE)).isEmpty();
    }

    @Test
    void signsUntilTheTicketEndsAndNoLonger() {
        Signer signer = signer(Optional.of(credential(JSAPI_TICKET, APP_ID, "ticket")));

        clock.advance(Duration.ofHours(2).minusNanos(1));
        assertThat(signer.sign(PAGE)).isPresent();

        clock.advance(Duration.ofNanos(1));
        assertThat(signer.sign(PAGE)).isEmpty();
    }

    @Test
    void signsNothingWithTheTicketOfAnotherAccount() {
        assertThat(signer(Optional.of(credential(JSAPI_TICKET, "wxfedcba9876543210", "ticket")))
                        .sign(PAGE))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSAPI_TICKET")
    void signsNothingWithAnotherKindOfCredential(Credential.Kind kind) {
        assertThat(signer(Optional.of(credential(kind, APP_ID, "token"))).sign(PAGE))
                .isEmpty();
    }

    @Test
    void printsNoTicket() {
        Signer signer = signer(Optional.of(credential(JSAPI_TICKET, APP_ID, "the-ticket")));

        assertThat(signer.sign(PAGE).toString()).doesNotContain("the-ticket");
    }

    private Signer signer(Optional<Credential> ticket) {
        return new Signer(APP_ID, () -> ticket, clock, new Nonces());
    }

    private Credential credential(Credential.Kind kind, String appId, String value) {
        Instant now = clock.instant();
        return new Credential(kind, appId, value, now, now.plus(Duration.ofHours(2)));
    }
}
