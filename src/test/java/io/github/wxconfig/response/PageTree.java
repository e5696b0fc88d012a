package io.github.wxconfig.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.ProcessingInstruction;
import org.jsoup.nodes.TextNode;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a browser's parser makes of a page: jsoup stands for it where the page is HTML, the JDK's own parser where it is
 * XML. Neither knows anything of this package.
 */
final class PageTree {
    private static final String BYTE_ORDER_MARK = "^(\uFEFF|\u00EF\u00BB\u00BF)";
    private static final Set<String> BEFORE_CHARSET = Set.of("meta", "title", "base", "link");

    private PageTree() {}

    /** The tree of the page is that of the original with the script in it, and the script is the first to run. */
    static void assertOnlyScriptAdded(Document document) {
        if (document.isXhtml()) {
            assertOnlyScriptAddedToXml(document);
        } else {
            assertOnlyScriptAddedToHtml(document);
        }
    }

    private static void assertOnlyScriptAddedToHtml(Document document) {
        org.jsoup.nodes.Document original = html(document.original());
        org.jsoup.nodes.Document result = html(document.expected());
        if (document.hasPlace()) {
            Element script = result.head().expectFirst("script");
            assertThat(script.outerHtml()).isEqualTo(FixedSnippet.SCRIPT);
            assertThat(script.parent()).isSameAs(result.head());
            List<Node> earlier = result.head().childNodes().subList(0, script.siblingIndex());
            assertThat(earlier).allMatch(node -> !document.declaresCharset() && mayPrecede(node));
            script.remove();
        }
        assertThat(result.outerHtml()).isEqualTo(original.outerHtml());
        assertThat(result.quirksMode()).isEqualTo(original.quirksMode());
    }

    private static org.jsoup.nodes.Document html(String page) {
        org.jsoup.nodes.Document parsed = Jsoup.parse(page.replaceFirst(BYTE_ORDER_MARK, ""));
        parsed.outputSettings().prettyPrint(false);
        return parsed;
    }

    private static boolean mayPrecede(Node node) {
        return node instanceof Comment
                || node instanceof ProcessingInstruction
                || (node instanceof TextNode text && text.isBlank())
                || (node instanceof Element element && BEFORE_CHARSET.contains(element.normalName()));
    }

    private static void assertOnlyScriptAddedToXml(Document document) {
        org.w3c.dom.Document original = xml(document.original());
        org.w3c.dom.Document result = xml(document.expected());
        if (document.hasPlace()) {
            org.w3c.dom.Node script = result.getElementsByTagName("script").item(0);
            org.w3c.dom.Node parent = script.getParentNode();
            assertThat(parent.getNodeName()).isIn("head", "html");
            assertThat(script.getTextContent()).isEqualTo("injected()");
            parent.removeChild(script);
            result.normalize();
        }
        assertThat(result.isEqualNode(original)).isTrue();
    }

    private static org.w3c.dom.Document xml(String page) {
        try {
            DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            parser.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            parser.setErrorHandler(null);
            return parser.parse(new InputSource(new StringReader(page)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(page, e);
        }
    }
}
