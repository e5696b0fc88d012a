package io.github.wxconfig.jsp;

import io.github.wxconfig.script.PageTag;
import io.github.wxconfig.script.Wish;

/** {@code <wx:config>}: places the script here and now. */
public final class ConfigTag extends ScriptTag {
    private Wish wish = Wish.NOTHING;

    /** Made by the JSP, for one use. */
    public ConfigTag() {
        super("wx:config");
    }

    /** The attribute {@code apis}. */
    public void setApis(String names) {
        wish = wish.andApis(names);
    }

    /** The attribute {@code openTags}. */
    public void setOpenTags(String names) {
        wish = wish.andOpenTags(names);
    }

    /** The attribute {@code debug}. */
    public void setDebug(String text) {
        wish = wish.andDebug(text);
    }

    @Override
    String markup(PageTag tag) {
        return tag.config(wish);
    }
}
