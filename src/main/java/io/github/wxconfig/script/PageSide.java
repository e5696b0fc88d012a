package io.github.wxconfig.script;

import io.github.wxconfig.response.Markup;
import io.github.wxconfig.ticket.WxConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in a page: two script elements that no browser runs by themselves, and the inline part, which has them run
 * where they are needed. The README beside the JavaScript sources tells how.
 *
 * <p>ASCII, and of the same length for every page with the same options and nonces of the same length, but where
 * {@code debug} has the address printed. Otherwise nothing that came with the request is printed: the address is
 * compared by its {@linkplain #hash hash}.
 */
final class PageSide {
    private static final String INLINE = source("inline.min.js").strip();

    private final String sdkUrl;
    private final String moreUrl;
    /** What the options say to the page, but for the address. */
    private final String wishes;

    private final boolean debug;
    private final String appId;
    private final String names;

    /**
     * Renders what is the same for all pages with these options.
     *
     * @param moreUrl where browsers find {@link More}
     */
    PageSide(String appId, ScriptOptions options, String moreUrl) {
        this.sdkUrl = attributeValue(options.sdkUrl());
        this.moreUrl = attributeValue(moreUrl);
        this.wishes = (options.allBrowsers() ? ",all:1" : "")
                + (options.spa() ? ",spa:1" : "")
                + (options.share().isPresent() ? ",card:" + ConfigJson.card(options.share()) : "")
                + (options.needsMore() ? ",now:1" : "");
        this.debug = options.debug();
        this.appId = ConfigJson.string(appId);
        this.names = ",jsApiList:" + ConfigJson.array(options.jsApiList())
                + (options.openTagList().isEmpty() ? "" : ",openTagList:" + ConfigJson.array(options.openTagList()));
    }

    /**
     * The elements of one page.
     *
     * @param xhtml whether an XML parser reads the page
     * @param after statements that follow, made of what {@link ConfigJson} has written
     * @param nonce what the page's Content-Security-Policy demands of script elements
     */
    Markup elements(WxConfig config, boolean xhtml, String after, Optional<String> nonce) {
        String attribute = attribute(nonce);
        String start = "<script type=\"wx\" src=\"" + sdkUrl + "\"" + attribute + "></script>"
                + "<script type=\"wx\" src=\"" + moreUrl + "\"" + attribute + "></script>"
                + "<script" + attribute + ">" + (xhtml ? "//<![CDATA[\n" : "") + "(";
        String end = ")({hash:" + padded(hash(config.address()), 11)
                + ",until:" + padded(config.until(), 10) + wishes
                + (debug ? ",debug:1,url:" + ConfigJson.string(config.address()) : "")
                + ",config:{" + (debug ? "debug:true," : "") + "appId:" + appId
                + ",timestamp:" + config.timestamp()
                + ",nonceStr:\"" + config.nonceStr() + "\",signature:\"" + config.signature() + "\"" + names
                + "}});" + after
                + (xhtml ? "\n//]]>" : "") + "</script>";
        return new Markup(start, INLINE, end);
    }

    /** Of the same length for each page, as the lengths of pages are declared before they are signed. */
    private static String padded(long number, int length) {
        String digits = Long.toString(number);
        return " ".repeat(Math.max(0, length - digits.length())) + digits;
    }

    /** A statement that gives the page another card, or takes its card away, when the inline part has run. */
    static String later(Optional<ShareCard> card) {
        return "if(window.wxconfig)wxconfig.configure({card:" + ConfigJson.card(card) + "});";
    }

    /**
     * What the page compares with the address in the browser: sdbm, which JavaScript computes in one short line. The page
     * gains nothing from a collision, which takes one in four billion: it would send a signature that WeChat refuses.
     */
    static int hash(String address) {
        int hash = 0;
        for (int i = 0; i < address.length(); i++) {
            hash = hash * 65599 + address.charAt(i);
        }
        return hash;
    }

    /** A script element of its own, for statements that come when the inline part has run. */
    static String element(String statements, Optional<String> nonce) {
        return "<script" + attribute(nonce) + ">" + statements + "</script>";
    }

    private static String attribute(Optional<String> nonce) {
        return nonce.map(value -> " nonce=\"" + value + "\"").orElse("");
    }

    private static String attributeValue(String url) {
        return url.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String source(String file) {
        try (InputStream in = PageSide.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The file that few pages need: what it says is the same for all pages of an application with the same {@code debug},
     * and its name changes with what it says, so that browsers may keep it for good.
     *
     * @param name its file name, {@code page-12345678.js}
     * @param text ASCII
     */
    record More(String name, String text) {
        private static final List<String> PARTS = List.of("hosts.js", "cards.js", "causes.js", "signing.js");
        private static final List<String> PARTS_WITH_DEBUG =
                List.of("hosts.js", "cards.js", "causes.js", "advice.js", "signing.js");
        private static final String COMMENT = "(?ms)^\\s*(/\\*.*?\\*/|//[^\\n]*)$";

        /** @param script of the application: the hosts, the domains, where addresses are signed, and debug */
        static More of(ScriptOptions script) {
            String site = "{sdk:" + ConfigJson.array(List.of(script.sdkUrl(), script.fallbackUrl()))
                    + ",domains:" + ConfigJson.array(script.domains())
                    + script.signUrl()
                            .map(url -> ",sign:" + ConfigJson.string(url))
                            .orElse("")
                    + (script.debug() ? ",causes:" + ConfigJson.causes(Cause.all()) : "")
                    + "}";
            List<String> parts = script.debug() ? PARTS_WITH_DEBUG : PARTS;
            String text = stripped("more.js") + "("
                    + Stream.concat(Stream.of(site), parts.stream().map(More::stripped))
                            .collect(Collectors.joining(",\n"))
                    + ");\n";
            return new More("page-" + digest(text) + ".js", text);
        }

        private static String stripped(String file) {
            return source(file)
                    .replaceAll(COMMENT, "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n"));
        }

        private static String digest(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
                return HexFormat.of().formatHex(digest, 0, 4);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
