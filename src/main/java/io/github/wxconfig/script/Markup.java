package io.github.wxconfig.script;

import java.util.Optional;

/**
 * The language of the page that the script elements go into: it decides how a page loads the official script from the
 * second host when the first cannot be reached.
 */
public enum Markup {
    /** The parser waits: what the page's own scripts find is the same whichever host answered. */
    HTML {
        @Override
        String text(String config, String after, ScriptOptions options, boolean nonce) {
            return external(options.sdkUrl(), nonce) + inline(nonce) + "if(!window.wx)document.write("
                    + ConfigJson.string(external(options.fallbackUrl(), nonce)).replace("\\u0004", POLICY_NONCE)
                    + ")</script>" + inline(nonce) + "if(window.wx)wx.config(" + config + ");" + after + "</script>";
        }
    },
    /** An XML parser takes nothing from {@code document.write}, so the second script arrives later. */
    XHTML {
        @Override
        String text(String config, String after, ScriptOptions options, boolean nonce) {
            return external(options.sdkUrl(), nonce) + inline(nonce)
                    + "(function(c){function r(){wx.config(c);" + after + "}if(window.wx)return"
                    + " r();var s=document.createElementNS(\"http://www.w3.org/1999/xhtml\",\"script\");s.src="
                    + ConfigJson.string(options.fallbackUrl())
                    + (nonce ? ";s.setAttribute(\"nonce\",\"" + POLICY_NONCE + "\")" : "")
                    + ";s.onload=r;document.documentElement.appendChild(s)})("
                    + config + ");</script>";
        }
    };

    private static final String POLICY_NONCE = String.valueOf(ScriptTemplate.POLICY_NONCE);

    /**
     * The script elements: ASCII, and of the same length for every page of an application whose nonces are, unless
     * they name the page because {@code debug} is on.
     *
     * @param after statements that follow the call of {@code wx.config} on this page only
     * @param nonce whether every element carries one, so that the page's policy allows it
     */
    ScriptTemplate template(String appId, ScriptOptions options, String after, boolean nonce) {
        return new ScriptTemplate(
                text(ConfigJson.of(appId, options), ClientScript.after(options) + after, options, nonce));
    }

    /**
     * The text of a template.
     *
     * @param config the argument of {@code wx.config}
     * @param after statements that follow the call
     */
    abstract String text(String config, String after, ScriptOptions options, boolean nonce);

    /** A script element of its own, the same in both languages. */
    static String element(String statements, Optional<String> nonce) {
        return inline(nonce.isPresent()).replace(POLICY_NONCE, nonce.orElse("")) + statements + "</script>";
    }

    private static String external(String url, boolean nonce) {
        return "<script src=\"" + escaped(url) + "\"" + attribute(nonce) + "></script>";
    }

    private static String inline(boolean nonce) {
        return "<script" + attribute(nonce) + ">";
    }

    private static String attribute(boolean nonce) {
        return nonce ? " nonce=\"" + POLICY_NONCE + "\"" : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
