package io.github.wxconfig.script;

import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.ticket.WxConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page's side as the filter will print it, for tests of other packages. */
public final class RenderedPageSide {
    /** Where the official script is found, as a page is told. */
    private static final String FIRST = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";

    private static final String SECOND = "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js";
    private static final String APP_ID = "wx0123456789abcdef";
    private static final long LONG_FROM_NOW = 9_999_999_999L;

    private RenderedPageSide() {}

    /** A page's options. */
    public record Wishes(
            boolean spa, boolean card, boolean debug, boolean xhtml, Optional<String> nonce, long ticketEnd) {
        public static Wishes none() {
            return new Wishes(false, false, false, false, Optional.empty(), LONG_FROM_NOW);
        }

        public Wishes withSpa() {
            return new Wishes(true, card, debug, xhtml, nonce, ticketEnd);
        }

        public Wishes withCard() {
            return new Wishes(spa, true, debug, xhtml, nonce, ticketEnd);
        }

        public Wishes withXhtml() {
            return new Wishes(spa, card, debug, true, nonce, ticketEnd);
        }

        public Wishes withNonce(String value) {
            return new Wishes(spa, card, debug, xhtml, Optional.of(value), ticketEnd);
        }

        public Wishes withTicketEnd(long end) {
            return new Wishes(spa, card, debug, xhtml, nonce, end);
        }
    }

    /**
     * The elements of the page of this address.
     *
     * @param signature 40 hex digits
     */
    public static String of(Wishes wishes, String address, String signature) {
        WxConfig config = new WxConfig(
                APP_ID,
                1414587457,
                "0123456789abcdef",
                signature,
                PageUrl.ofHref(address).orElseThrow(),
                wishes.ticketEnd());
        return new PageSide(
                        APP_ID,
                        options(wishes),
                        "/wxconfig/" + more(wishes.debug()).name())
                .elements(config, wishes.xhtml(), "", wishes.nonce())
                .text();
    }

    private static PageSide.More more(boolean debug) {
        return PageSide.More.of(options(Wishes.none()).withDebug(debug));
    }

    /** The files that pages may load, by their names. */
    public static Map<String, String> files() {
        return Stream.of(more(false), more(true)).collect(Collectors.toMap(PageSide.More::name, PageSide.More::text));
    }

    private static ScriptOptions options(Wishes wishes) {
        return new ScriptOptions(
                FIRST,
                SECOND,
                List.of("checkJsApi", "updateAppMessageShareData", "updateTimelineShareData"),
                List.of(),
                wishes.debug(),
                wishes.card() ? Optional.of(ShareCard.ofPage()) : Optional.empty(),
                List.of(),
                Optional.of("/wxconfig/sign"),
                wishes.spa(),
                false);
    }
}
