package io.github.wxconfig.demo;

import io.github.wxconfig.demo.SimulatorState.Holding;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The simulator's state and its switches as an HTML page that needs no script. */
final class ControlPage {
    private static final String NONE = "none / 无";

    private ControlPage() {}

    static String of(SimulatorState state) {
        String accounts = state.holdings().stream()
                .map(holding -> account(holding, state))
                .collect(Collectors.joining());
        String startOver = form(ControlForm.RESET, "Forget everything issued / 清空全部状态", "");
        return Html.page(
                "WeChat simulator / 微信模拟器",
                """
                <h1>WeChat simulator <small>微信模拟器</small></h1>
                <p>This demo talks to a stand-in for WeChat's servers. Here you make it misbehave.<br>
                本示例连接的是微信服务器的模拟器，可在此页制造各种故障。</p>
                <p><a href="debug/jsapisign">Signature tool / 签名校验工具</a></p>
                """
                        + accounts
                        + section("Refusals", "拒绝", refusals())
                        + section("Calls", "调用次数", calls(state))
                        + section("Clock", "时钟", clock(state))
                        + section("Faults", "故障", faults(state))
                        + section("Start over", "重新开始", startOver));
    }

    private static String account(Holding holding, SimulatorState state) {
        String appId = hidden("appId", holding.appId());
        return section(
                "Account " + Html.escape(holding.appId()),
                "公众号",
                table(
                                row("access_token (stable)", issued(holding.stableToken(), state)),
                                row("access_token (classic)", issued(holding.classicToken(), state)),
                                row("jsapi_ticket", issued(holding.ticket(), state)))
                        + form(ControlForm.REVOKE_TICKET, "Revoke the ticket / 使 ticket 失效", appId)
                        + form(ControlForm.REVOKE_TOKENS, "Revoke the tokens / 使 token 失效", appId)
                        + form(ControlForm.SPOIL_TOKENS, "Spoil the tokens / 使 token 失效但仍返回它", appId));
    }

    private static String refusals() {
        String forms = Stream.of(RealAuthUrl.values())
                .map(form ->
                        option(form.name(), form.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .collect(Collectors.joining());
        return form(
                ControlForm.NAME_ADDRESS,
                "Name the verified address so / 以此形式给出所校验的地址",
                "<label><code>realAuthUrl</code> <select name=\"form\">" + forms + "</select></label>");
    }

    private static String calls(SimulatorState state) {
        return table(
                        row("stable_token", String.valueOf(state.stableTokenCalls())),
                        row("token", String.valueOf(state.tokenCalls())),
                        row("ticket/getticket", String.valueOf(state.ticketCalls())))
                + form(ControlForm.RESET_COUNTERS, "Reset counters / 计数清零", "");
    }

    private static String clock(SimulatorState state) {
        return "<p>WeChat's time / 微信时间: <code>%s</code> (+%s s)</p>\n"
                        .formatted(
                                state.now().truncatedTo(ChronoUnit.SECONDS),
                                state.clockOffset().toSeconds())
                + advance(Duration.ofMinutes(5), "+5 min / 5 分钟")
                + advance(Duration.ofHours(2), "+2 h / 2 小时")
                + form(
                        ControlForm.ADVANCE,
                        "Move / 拨快",
                        "<label><input type=\"number\" name=\"seconds\" value=\"60\" required> s / 秒</label>");
    }

    private static String faults(SimulatorState state) {
        String active = state.faults().isEmpty()
                ? NONE
                : state.faults().stream().map(ControlPage::fault).collect(Collectors.joining(", "));
        return "<p>Switched on / 已开启: " + active + "</p>\n"
                + form(ControlForm.FAULT, "Switch on / 开启", faultFields())
                + form(ControlForm.CLEAR_FAULTS, "Clear all / 全部清除", "");
    }

    private static String issued(Optional<Issued> issued, SimulatorState state) {
        return issued.map(value -> "<code>%s…</code> %s s / 秒"
                        .formatted(Html.escape(value.value().substring(0, 12)), value.secondsLeft(state.now())))
                .orElse(NONE);
    }

    private static String fault(Fault fault) {
        String path = fault.path() == null ? "" : " " + fault.path();
        String calls = fault.calls() == Integer.MAX_VALUE ? "" : " ×" + fault.calls();
        return "<code>" + Html.escape(fault.name() + path + calls) + "</code>";
    }

    private static String faultFields() {
        String faults = FaultChoice.ALL.stream()
                .map(choice -> option(choice.fault().name(), choice.label()))
                .collect(Collectors.joining());
        String paths = Stream.of(CgiBin.STABLE_TOKEN, CgiBin.TOKEN, CgiBin.GET_TICKET)
                .map(path -> option(path, path))
                .collect(Collectors.joining());
        String script = option(SimulatorServlet.STAND_IN, "the official script / 官方脚本");
        return """
                <select name="fault">%s</select>
                <select name="path">%s%s</select>
                <label><input type="number" name="calls" min="1"> calls (empty: until cleared) / 次（空：直到清除）</label>
                """
                .formatted(faults, option("", "all calls / 全部接口"), paths + script);
    }

    private static String advance(Duration by, String label) {
        return form(ControlForm.ADVANCE, label, hidden("seconds", String.valueOf(by.toSeconds())));
    }

    private static String form(ControlForm action, String label, String fields) {
        return "<form method=\"post\" action=\"control\">%s%s<button>%s</button></form>\n"
                .formatted(hidden("action", action.name()), fields, Html.escape(label));
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, Html.escape(value));
    }

    private static String option(String value, String label) {
        return "<option value=\"%s\">%s</option>".formatted(Html.escape(value), Html.escape(label));
    }

    private static String section(String english, String chinese, String content) {
        return "<h2>%s <small>%s</small></h2>\n%s".formatted(english, chinese, content);
    }

    private static String table(String... rows) {
        return "<table>" + String.join("", rows) + "</table>\n";
    }

    private static String row(String name, String html) {
        return "<tr><th>%s<td>%s</tr>\n".formatted(Html.escape(name), html);
    }
}
