package io.github.wxconfig.script;

import io.github.wxconfig.signature.WxConfig;
import java.util.Optional;

/**
 * The language of the page that the script elements go into: it decides how a page loads the official script from the
 * second host when the first cannot be reached.
 */
public enum Markup {
    /** The parser waits: what the page's own scripts find is the same whichever host answered. */
    HTML {
        @Override
        String script(WxConfig config, ScriptOptions options, Optional<String> nonce) {
            String inline = "<script" + attribute("nonce", nonce) + ">";
            return external(options.sdkUrl(), nonce) + inline + "if(!window.wx)document.write("
                    + ConfigJson.string(external(options.fallbackUrl(), nonce)) + ")</script>" + inline
                    + "if(window.wx)wx.config(" + ConfigJson.of(config, options) + ");</script>";
        }
    },
    /** An XML parser takes nothing from {@code document.write}, so the second script arrives later. */
    XHTML {
        @Override
        String script(WxConfig config, ScriptOptions options, Optional<String> nonce) {
            return external(options.sdkUrl(), nonce) + "<script" + attribute("nonce", nonce)
                    + ">(function(c){if(window.wx)return"
                    + " wx.config(c);var s=document.createElementNS(\"http://www.w3.org/1999/xhtml\",\"script\");s.src="
                    + ConfigJson.string(options.fallbackUrl())
                    + nonce.map(value -> ";s.setAttribute(\"nonce\"," + ConfigJson.string(value) + ")")
                            .orElse("")
                    + ";s.onload=function(){wx.config(c)};document.documentElement.appendChild(s)})("
                    + ConfigJson.of(config, options) + ");</script>";
        }
    };

    /**
     * The script elements: ASCII, and of the same length for every page of an application whose nonces are.
     *
     * @param nonce what every element carries, so that the page's policy allows it
     */
    abstract String script(WxConfig config, ScriptOptions options, Optional<String> nonce);

    private static String external(String url, Optional<String> nonce) {
        return "<script" + attribute("src", Optional.of(url)) + attribute("nonce", nonce) + "></script>";
    }

    private static String attribute(String name, Optional<String> value) {
        return value.map(text -> " " + name + "=\"" + escaped(text) + "\"").orElse("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
