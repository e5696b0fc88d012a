package io.github.wxconfig.demo;

import static io.github.wxconfig.demo.Backend.errcode;
import static io.github.wxconfig.demo.Backend.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wxconfig.ManualClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WechatSimulatorTest {
    private final WechatSimulator wechat = new WechatSimulator(new ManualClock());
    private final Backend backend = new Backend(wechat);

    @Test
    void movesItsOwnClock() {
        String token = value(backend.stableToken());
        wechat.advance(Duration.ofHours(2));

        assertThat(errcode(backend.ticket(token))).isEqualTo(42001);
    }

    @Test
    void answersOneStableTokenToManyThreads() {
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 200).parallel().forEach(call -> tokens.add(value(backend.stableToken())));

        assertThat(tokens).hasSize(1);
        assertThat(wechat.stableTokenCalls()).isEqualTo(200);
    }

    @Test
    void startsOver() {
        String token = value(backend.stableToken());
        wechat.advance(Duration.ofHours(1));
        wechat.switchOn(Fault.errcode(-1, "system error"));
        wechat.reset();

        assertThat(wechat.stableTokenCalls()).isZero();
        assertThat(errcode(backend.ticket(token))).isEqualTo(40014);
        assertThat(errcode(backend.token())).isZero();
    }

    @Test
    void saysWhenAnAccountIsNotRegistered() {
        assertThatThrownBy(() -> wechat.revokeTicket("wxTypo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no account wxTypo is registered");
    }
}
