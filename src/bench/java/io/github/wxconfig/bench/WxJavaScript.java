package io.github.wxconfig.bench;

import jakarta.servlet.http.HttpServletRequest;
import me.chanjar.weixin.common.bean.WxJsapiSignature;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;

/** The script elements with a signature of WxJava, which has a ticket in its memory. */
final class WxJavaScript {
    private final WxMpService service = new WxMpServiceImpl();

    WxJavaScript() {
        WxMpDefaultConfigImpl config = new WxMpDefaultConfigImpl();
        config.setAppId("wx0123456789abcdef");
        config.setSecret("00112233445566778899aabbccddeeff");
        config.setJsapiTicket("sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg");
        config.setJsapiTicketExpiresTime(Long.MAX_VALUE);
        service.setWxMpConfigStorage(config);
    }

    String of(HttpServletRequest request) {
        String query = request.getQueryString();
        String url = request.getRequestURL() + (query == null ? "" : "?" + query);
        try {
            WxJsapiSignature values = service.createJsapiSignature(url);
            return "<script src=\"https://res.wx.qq.com/open/js/jweixin-1.6.0.js\"></script><script>wx.config({appId:'"
                    + values.getAppId() + "',timestamp:" + values.getTimestamp() + ",nonceStr:'" + values.getNonceStr()
                    + "',signature:'" + values.getSignature()
                    + "',jsApiList:['checkJsApi','updateAppMessageShareData','updateTimelineShareData']});</script>";
        } catch (WxErrorException e) {
            throw new IllegalStateException(e);
        }
    }
}
