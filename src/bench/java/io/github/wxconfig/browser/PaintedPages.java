package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wxconfig.demo.Call;
import io.github.wxconfig.demo.WechatSimulator;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One page, which has a script of its own, in three ways: without WeChat's SDK, for the filter to sign, and asking this
 * application for a signature.
 */
final class PaintedPages extends HttpServlet {
    static final String PLAIN = "/plain";
    static final String SIGNED = "/signed";
    static final String ASKING = "/asking";
    static final String VERDICT = "/verdict";

    private static final long serialVersionUID = 1L;
    private static final String SIGN = "/sign";
    private static final String NONCE = "Wm3WZYTPz0wzccnW";
    private static final String TELLS_WHEN_READY =
            "<script>wx.ready(function(){window.readyAfter=performance.now()});</script>";
    private static final String ASKS =
            """
            <script src="https://%s%s"></script>
            <script>
            var request = new XMLHttpRequest();
            request.open('GET', '%s?url=' + encodeURIComponent(location.href.split('#')[0]));
            request.onload = function () { wx.config(JSON.parse(request.responseText)); };
            request.send();
            </script>
            """
                    .formatted(ScriptHost.FIRST, OfficialScript.PATH, SIGN);

    private final transient WechatSimulator wechat;

    PaintedPages(WechatSimulator wechat) {
        this.wechat = wechat;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case PLAIN -> answer(response, "text/html;charset=utf-8", page(""));
            case SIGNED -> answer(response, "text/html;charset=utf-8", page(TELLS_WHEN_READY));
            case ASKING -> answer(response, "text/html;charset=utf-8", page(ASKS + TELLS_WHEN_READY));
            case SIGN ->
                answer(
                        response,
                        "application/json",
                        signed(request.getParameter("url")).toString());
            case VERDICT -> {
                JsonObject verdict = new JsonObject();
                String asked = new String(request.getInputStream().readAllBytes(), UTF_8);
                verdict.addProperty("err_msg", wechat.verify(asked).errMsg());
                answer(response, "application/json", verdict.toString());
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static String page(String scripts) {
        return """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Tea</title>
            <style>body { font: 16px sans-serif; color: #222 }</style>
            <script>document.documentElement.className = 'scripted';</script>
            %s</head><body><h1>Tea</h1>
            %s</body></html>
            """
                .formatted(scripts, "<p>Grown in the shade, picked in spring.</p>\n".repeat(100));
    }

    private static void answer(HttpServletResponse response, String type, String body) throws IOException {
        response.setContentType(type);
        response.getWriter().write(body);
    }

    private JsonObject signed(String url) {
        String token = had(
                "/cgi-bin/token?grant_type=client_credential&appid=" + WechatSimulator.DEMO_APP_ID + "&secret="
                        + WechatSimulator.DEMO_SECRET,
                "access_token");
        String ticket = had("/cgi-bin/ticket/getticket?type=jsapi&access_token=" + token, "ticket");
        long timestamp = Instant.now().getEpochSecond();
        JsonObject config = new JsonObject();
        config.addProperty("debug", false);
        config.addProperty("appId", WechatSimulator.DEMO_APP_ID);
        config.addProperty("timestamp", timestamp);
        config.addProperty("nonceStr", NONCE);
        config.addProperty(
                "signature",
                sha1("jsapi_ticket=" + ticket + "&noncestr=" + NONCE + "&timestamp=" + timestamp + "&url=" + url));
        config.add("jsApiList", JsonParser.parseString("[\"chooseImage\"]"));
        return config;
    }

    private String had(String target, String value) {
        return JsonParser.parseString(wechat.answer(Call.get(target)).body())
                .getAsJsonObject()
                .get(value)
                .getAsString();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
