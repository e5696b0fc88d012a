package io.github.wxconfig.script;

import java.util.List;
import java.util.Set;

/** The names that jsApiList may hold. WeChat knows more than it documents, so an unknown one is no mistake. */
public final class JsApi {
    /** What nearly every page is for. */
    public static final List<String> DEFAULT =
            List.of("checkJsApi", "updateAppMessageShareData", "updateTimelineShareData");

    /**
     * What WeChat's script and the packages of it at npm know, and {@code requestMerchantTransfer}, which pages call by the
     * bridge. The names that WeCom alone knows are another product's.
     */
    private static final Set<String> KNOWN = Set.of(
            ("updateAppMessageShareData updateTimelineShareData onMenuShareTimeline onMenuShareAppMessage onMenuShareQQ"
                            + " onMenuShareWeibo onMenuShareQZone startRecord stopRecord onVoiceRecordEnd playVoice"
                            + " pauseVoice stopVoice onVoicePlayEnd uploadVoice downloadVoice chooseImage previewImage"
                            + " uploadImage downloadImage translateVoice getNetworkType openLocation getLocation"
                            + " hideOptionMenu showOptionMenu hideMenuItems showMenuItems hideAllNonBaseMenuItem"
                            + " showAllNonBaseMenuItem closeWindow scanQRCode openProductSpecificView addCard chooseCard"
                            + " openCard checkJsApi chooseWXPay openAddress getLocalImgData consumeAndShareCard"
                            + " openEnterpriseChat launchMiniProgram openBusinessView openEnterpriseRedPacket"
                            + " startSearchBeacons stopSearchBeacons onSearchBeacons requestMerchantTransfer")
                    .split(" "));

    private JsApi() {}

    /** What to tell of these names; nothing of those that are known. */
    public static List<String> remarks(List<String> names) {
        return names.stream()
                .filter(name -> !KNOWN.contains(name))
                .map(JsApi::remark)
                .toList();
    }

    private static String remark(String name) {
        String cure = KNOWN.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(meant -> "Write " + meant + ".")
                .orElse("Check its spelling.");
        return Names.quoted(name) + " is no name that jweixin 1.6.0 knows; it is sent as it is. " + cure;
    }
}
