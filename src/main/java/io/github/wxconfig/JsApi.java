package io.github.wxconfig;

import java.util.List;
import java.util.Set;

/** The names that jsApiList may hold. WeChat knows more than it documents, so an unknown one is no mistake. */
final class JsApi {
    /** What nearly every page is for. */
    static final List<String> DEFAULT = List.of("checkJsApi", "updateAppMessageShareData", "updateTimelineShareData");

    /** What jweixin 1.6.0 has. */
    private static final Set<String> KNOWN = Set.of(
            ("updateAppMessageShareData updateTimelineShareData onMenuShareTimeline onMenuShareAppMessage onMenuShareQQ"
                            + " onMenuShareWeibo onMenuShareQZone startRecord stopRecord onVoiceRecordEnd playVoice"
                            + " pauseVoice stopVoice onVoicePlayEnd uploadVoice downloadVoice chooseImage previewImage"
                            + " uploadImage downloadImage translateVoice getNetworkType openLocation getLocation"
                            + " hideOptionMenu showOptionMenu hideMenuItems showMenuItems hideAllNonBaseMenuItem"
                            + " showAllNonBaseMenuItem closeWindow scanQRCode openProductSpecificView addCard chooseCard"
                            + " openCard checkJsApi chooseWXPay openAddress getLocalImgData consumeAndShareCard"
                            + " openEnterpriseChat launchMiniProgram openBusinessView")
                    .split(" "));

    private JsApi() {}

    static List<String> unknownAmong(List<String> names) {
        return names.stream().filter(name -> !KNOWN.contains(name)).toList();
    }
}
