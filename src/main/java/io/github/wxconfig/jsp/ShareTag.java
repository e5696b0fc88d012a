package io.github.wxconfig.jsp;

import io.github.wxconfig.script.PageTag;
import io.github.wxconfig.script.ShareCard;

/** {@code <wx:share>}: gives the page its share card. What it lacks, the page's own tags answer. */
public final class ShareTag extends ScriptTag {
    private ShareCard card = ShareCard.ofPage();

    /** Made by the JSP, for one use. */
    public ShareTag() {
        super("wx:share");
    }

    /** The attribute {@code title}. */
    public void setTitle(String text) {
        card = card.withTitle(text);
    }

    /** The attribute {@code desc}. */
    public void setDesc(String text) {
        card = card.withDesc(text);
    }

    /** The attribute {@code link}. */
    public void setLink(String url) {
        card = card.withLink(url);
    }

    /** The attribute {@code imgUrl}. */
    public void setImgUrl(String url) {
        card = card.withImgUrl(url);
    }

    @Override
    String markup(PageTag tag) {
        return tag.share(card);
    }
}
