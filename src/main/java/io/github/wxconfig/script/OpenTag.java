package io.github.wxconfig.script;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that openTagList may hold, and which official script knows them. */
public final class OpenTag {
    private static final Set<String> KNOWN =
            Set.of("wx-open-launch-weapp", "wx-open-launch-app", "wx-open-subscribe", "wx-open-audio");
    private static final Pattern VERSION = Pattern.compile("jweixin-(\\d{1,4})\\.(\\d{1,4})[^/]*\\.js");
    private static final int FIRST_MAJOR = 1;
    private static final int FIRST_MINOR = 6;

    private OpenTag() {}

    /**
     * What to tell of these names where the page loads that script; nothing where all is well. An address without a
     * version is taken to be new enough.
     */
    public static List<String> remarks(List<String> names, String sdkUrl) {
        if (!names.isEmpty() && isTooOld(sdkUrl)) {
            return List.of("open tags need jweixin 1.6.0, and sdkUrl is " + sdkUrl
                    + ". Leave the setting sdkUrl out, or name a newer script.");
        }
        return names.stream()
                .filter(name -> !KNOWN.contains(name))
                .map(name -> Names.quoted(name) + " is no open tag that is known; it is sent as it is. Check its"
                        + " spelling (wx-open-launch-weapp, wx-open-launch-app, wx-open-subscribe, wx-open-audio).")
                .toList();
    }

    private static boolean isTooOld(String sdkUrl) {
        Matcher version = VERSION.matcher(sdkUrl);
        if (!version.find()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        return major < FIRST_MAJOR || (major == FIRST_MAJOR && minor < FIRST_MINOR);
    }
}
