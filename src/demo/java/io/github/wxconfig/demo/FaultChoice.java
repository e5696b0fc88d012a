package io.github.wxconfig.demo;

import java.time.Duration;
import java.util.List;

/** A fault that the control page offers, known by its name. */
record FaultChoice(String english, String chinese, Fault fault) {
    static final List<FaultChoice> ALL = List.of(
            new FaultChoice("Slow: 2 seconds", "慢：2 秒", Fault.slow(Duration.ofSeconds(2))),
            new FaultChoice("Slow: 3 seconds", "慢：3 秒", Fault.slow(Duration.ofSeconds(3))),
            new FaultChoice("Slow: 1 minute", "慢：1 分钟", Fault.slow(Duration.ofMinutes(1))),
            new FaultChoice("Connection dropped", "连接中断", Fault.down()),
            new FaultChoice("HTTP 502", "网关错误", Fault.badGateway()),
            new FaultChoice("-1 system busy", "系统繁忙", Fault.errcode(-1, "system error")),
            new FaultChoice("40001 invalid credential", "凭证无效", Fault.errcode(40001, "invalid credential")),
            new FaultChoice("40164 IP not on the whitelist", "IP 不在白名单", Fault.ipRefused("203.0.113.9")),
            new FaultChoice(
                    "45009 daily quota used up", "当日额度用完", Fault.errcode(45009, "reach max api daily quota limit")),
            new FaultChoice(
                    "45011 too many calls a minute",
                    "调用过于频繁",
                    Fault.errcode(45011, "api minute-quota reach limit must slower retry next minute")),
            new FaultChoice("48001 API not granted", "接口未授权", Fault.errcode(48001, "api unauthorized")),
            new FaultChoice("A page instead of JSON", "返回网页而非 JSON", Fault.html()),
            new FaultChoice("Half a JSON", "半截 JSON", Fault.halfJson()),
            new FaultChoice("Half a body, then closed", "传一半后断开", Fault.halfBody()),
            new FaultChoice("Empty body", "空响应", Fault.emptyBody()),
            new FaultChoice("A body of 8 million characters", "八百万字符的响应", Fault.hugeBody(8_000_000)),
            new FaultChoice("expires_in missing", "缺少 expires_in", Fault.withoutExpiresIn()),
            new FaultChoice("expires_in 0", "expires_in 为 0", Fault.expiresIn(0)),
            new FaultChoice("expires_in negative", "expires_in 为负数", Fault.expiresIn(-1)),
            new FaultChoice("Token or ticket missing", "缺少 token 或 ticket", Fault.withoutValue()),
            new FaultChoice("Token or ticket empty", "token 或 ticket 为空", Fault.value("")),
            new FaultChoice("Token or ticket null", "token 或 ticket 为 null", Fault.value(null)));

    /** The fault of that name, if the page offers it. */
    static Fault named(String name) {
        return ALL.stream()
                .map(FaultChoice::fault)
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault " + name));
    }

    String label() {
        return english + " / " + chinese;
    }
}
