package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tag in a template, by which an author asks something of the page's script: what the tag library and the dialect have
 * in common. Whatever is wrong goes to the log once, with the template, the tag and the cure, and with {@code debug} to
 * the page's console; the page is rendered all the same.
 *
 * <p>Each method returns the markup that is to stand where the tag stands, most often none.
 */
public final class PageTag {
    /** A request's attributes. */
    @FunctionalInterface
    public interface Attributes {
        /** The attribute of that name; null where there is none. */
        @Nullable Object get(String name);
    }

    private final @Nullable SignedPage script;
    private final Supplier<LogLimit> limit;
    private final String where;

    private PageTag(@Nullable SignedPage script, Supplier<LogLimit> limit, String where) {
        this.script = script;
        this.limit = limit;
        this.where = where + ": ";
    }

    /** @param where begins each remark */
    PageTag(SignedPage script, String where) {
        this(script, LogLimit::new, where);
    }

    /**
     * A tag of the page that answers this request.
     *
     * @param attributes of the request
     * @param limit of the application, for pages that the filter has not seen
     * @param template the file in which the tag stands
     * @param tag what it looks like, as {@code <wx:config>}
     */
    public static PageTag of(Attributes attributes, Supplier<LogLimit> limit, String template, String tag) {
        String where = Printable.of(template) + ", " + tag;
        if (attributes.get(SignedPage.ATTRIBUTE) instanceof SignedPage script) {
            return new PageTag(script, where);
        }
        PageTag unseen = new PageTag(null, limit, where);
        if (attributes.get(SignedPage.UNSIGNED_ATTRIBUTE) == null) {
            unseen.remark(
                    "the filter wxconfig has not seen this request, so the page is not signed. Let the filter be mapped"
                            + " to /* for REQUEST, FORWARD, ERROR and ASYNC, as the jar does where web.xml is not"
                            + " metadata-complete.");
        }
        return unseen;
    }

    /** The script itself, unless the page has it already. */
    public String config(Wish wish) {
        if (script == null) {
            return "";
        }
        String markup = asked(script, wish);
        return markup
                + (script.isPage() ? script.place() : remark("the response is no HTML page, so it gets no script."));
    }

    /** Adds to what the page gets, and leaves the place to the filter. */
    public String ask(Wish wish) {
        if (script == null) {
            return "";
        }
        script.asks(where);
        return asked(script, wish);
    }

    /** Gives the page its share card. */
    public String share(ShareCard card) {
        if (script == null) {
            return "";
        }
        script.asks(where);
        return script.share(card).orElse("");
    }

    /** Tells what is wrong with the tag itself. */
    public String remark(String text) {
        if (script == null) {
            new Remarks(limit.get()).tell(where + text);
            return "";
        }
        return script.remark(where + text);
    }

    private String asked(SignedPage asked, Wish wish) {
        List<String> remarks = new ArrayList<>(wish.remarks());
        remarks.addAll(OpenTag.remarks(wish.openTags(), asked.options().sdkUrl()));
        List<String> late = asked.ask(wish);
        if (!late.isEmpty()) {
            remarks.add(String.join(", ", late.stream().map(Names::quoted).toList())
                    + " comes too late: the script stands in the page already, further up. Let the tag stand before"
                    + " <head>, or name it in the settings, where every page gets it.");
        }
        StringBuilder markup = new StringBuilder();
        remarks.forEach(remark -> markup.append(asked.remark(where + remark)));
        return markup.toString();
    }
}
