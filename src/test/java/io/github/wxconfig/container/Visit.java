package io.github.wxconfig.container;

import com.google.gson.JsonObject;
import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.demo.WechatSimulator;
import org.jspecify.annotations.Nullable;

/**
 * What a browser shows of a page.
 *
 * @param href {@code location.href}
 * @param status of the response
 * @param config the argument of {@code wx.config}, or null where the page has none
 */
record Visit(String href, int status, @Nullable JsonObject config) {
    static final String VERIFIED = "preVerifyJSAPI:ok";
    static final String REFUSED = "preVerifyJSAPI:fail_invalid signature";

    boolean isSigned() {
        return config != null;
    }

    /** What WeChat says, which hears of the page's address from the browser. */
    String verdict(WechatSimulator wechat) {
        if (config == null) {
            return "no script in " + this;
        }
        return ReceivedPage.verdict(wechat, config, href);
    }
}
