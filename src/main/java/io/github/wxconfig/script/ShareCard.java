package io.github.wxconfig.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page's card says when it is shared in a chat or on Moments. What is absent, or blank, the page itself answers
 * in the browser, which finds it wherever it stands: its Open Graph tags, its title and description, its canonical
 * link, at last its own address.
 *
 * <pre>{@code
 * script.share(ShareCard.ofPage().withTitle("Tea").withImgUrl("/img/tea.png"));
 * }</pre>
 *
 * <p>The values are plain text, as long as the author likes and with any characters in them: they are escaped where they
 * are written, and the space around them goes.
 *
 * @param title two lines of it are seen in a chat
 * @param desc shown in a chat only
 * @param link where the card leads: absolute, or relative to the page. WeChat refuses a host that is not one of the
 *     account's JS-safe domains
 * @param imgUrl a picture, best a square of 300 pixels or more: absolute, or relative to the page
 */
public record ShareCard(@Nullable String title, @Nullable String desc, @Nullable String link, @Nullable String imgUrl) {
    private static final ShareCard OF_PAGE = new ShareCard(null, null, null, null);

    public ShareCard {
        title = given(title);
        desc = given(desc);
        link = given(link);
        imgUrl = given(imgUrl);
    }

    /** A card to which the page itself gives everything. */
    public static ShareCard ofPage() {
        return OF_PAGE;
    }

    /** The same card with this title; null: the page's own. */
    public ShareCard withTitle(@Nullable String title) {
        return new ShareCard(title, desc, link, imgUrl);
    }

    /** The same card with this description; null: the page's own. */
    public ShareCard withDesc(@Nullable String desc) {
        return new ShareCard(title, desc, link, imgUrl);
    }

    /** The same card with this link; null: the page's own. */
    public ShareCard withLink(@Nullable String link) {
        return new ShareCard(title, desc, link, imgUrl);
    }

    /** The same card with this picture; null: the page's own. */
    public ShareCard withImgUrl(@Nullable String imgUrl) {
        return new ShareCard(title, desc, link, imgUrl);
    }

    private static @Nullable String given(@Nullable String value) {
        return Optional.ofNullable(value)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
