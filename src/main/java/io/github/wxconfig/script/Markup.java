package io.github.wxconfig.script;

import io.github.wxconfig.signature.WxConfig;

/**
 * The language of the page that the script elements go into: it decides how a page loads the official script from the
 * second host when the first cannot be reached.
 */
public enum Markup {
    /** The parser waits: what the page's own scripts find is the same whichever host answered. */
    HTML {
        @Override
        String script(WxConfig config, ScriptOptions options) {
            String fallback = "<script src=\"" + attribute(options.fallbackUrl()) + "\"></script>";
            return "<script src=\"" + attribute(options.sdkUrl()) + "\"></script><script>if(!window.wx)document.write("
                    + ConfigJson.string(fallback) + ")</script><script>if(window.wx)wx.config("
                    + ConfigJson.of(config, options) + ");</script>";
        }
    },
    /** An XML parser takes nothing from {@code document.write}, so the second script arrives later. */
    XHTML {
        @Override
        String script(WxConfig config, ScriptOptions options) {
            return "<script src=\"" + attribute(options.sdkUrl())
                    + "\"></script><script>(function(c){if(window.wx)return"
                    + " wx.config(c);var s=document.createElementNS(\"http://www.w3.org/1999/xhtml\",\"script\");s.src="
                    + ConfigJson.string(options.fallbackUrl())
                    + ";s.onload=function(){wx.config(c)};document.documentElement.appendChild(s)})("
                    + ConfigJson.of(config, options) + ");</script>";
        }
    };

    /** The script elements: ASCII, and of the same length for every page of an application. */
    abstract String script(WxConfig config, ScriptOptions options);

    private static String attribute(String url) {
        return url.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
