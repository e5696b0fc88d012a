package io.github.wxconfig.config;

import io.github.wxconfig.config.SettingsSources.Application;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An application that lies in a directory and does not run here: what its WEB-INF says. */
public final class UnpackedApplication {
    private static final String FILTER = "io.github.wxconfig.WxConfigFilter";

    private UnpackedApplication() {}

    /**
     * Reads {@code WEB-INF/web.xml}, which may be missing.
     *
     * @throws IOException where it cannot be read or is no XML
     */
    public static Application in(Path directory) throws IOException {
        Path file = directory.resolve("WEB-INF/web.xml");
        Map<String, String> initParams = new LinkedHashMap<>();
        Map<String, String> contextParams = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Element root = parse(file).getDocumentElement();
            contextParams.putAll(parameters(root, "context-param"));
            elements(root, "filter").stream()
                    .filter(filter -> FILTER.equals(text(filter, "filter-class")))
                    .forEach(filter -> initParams.putAll(parameters(filter, "init-param")));
        }
        return new Application(initParams, contextParams, path -> open(directory.resolve(path.substring(1))));
    }

    private static Document parse(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Nothing that the file names outside is fetched.
            builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            builder.setErrorHandler(null);
            return builder.parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is not XML: " + e.getMessage(), e);
        }
    }

    private static @Nullable InputStream open(Path file) {
        try {
            return Files.exists(file) ? Files.newInputStream(file) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Map<String, String> parameters(Element parent, String kind) {
        Map<String, String> parameters = new LinkedHashMap<>();
        elements(parent, kind)
                .forEach(element -> parameters.put(text(element, "param-name"), text(element, "param-value")));
        return parameters;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).stream()
                .findFirst()
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList children = parent.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name))
                .toList();
    }
}
