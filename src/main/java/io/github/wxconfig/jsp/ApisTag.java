package io.github.wxconfig.jsp;

import io.github.wxconfig.script.PageTag;
import io.github.wxconfig.script.Wish;

/** {@code <wx:apis>}: adds names for this page, and leaves the place to the filter. */
public final class ApisTag extends ScriptTag {
    private Wish wish = Wish.NOTHING;

    /** Made by the JSP, for one use. */
    public ApisTag() {
        super("wx:apis");
    }

    /** The attribute {@code names}. */
    public void setNames(String names) {
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
        return tag.ask(wish);
    }
}
