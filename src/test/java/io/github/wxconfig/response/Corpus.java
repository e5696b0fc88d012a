package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The traps of real life, as files: {@code NAME.html} as an application writes it and {@code NAME.expected.html} as
 * browsers should get it. The folder says how it is served.
 */
final class Corpus {
    private static final String EXPECTED = ".expected.html";

    private Corpus() {}

    static List<Document> documents() {
        return Stream.of(
                        folder("utf-8", "text/html;charset=UTF-8", UTF_8),
                        folder("gbk", "text/html;charset=GBK", Charset.forName("GBK")),
                        folder("undeclared", "text/html", ISO_8859_1),
                        folder("xhtml", "application/xhtml+xml;charset=UTF-8", UTF_8))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Document> folder(String folder, String contentType, Charset charset) {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(Corpus.class.getResource("corpus/" + folder))
                        .toURI()))) {
            return files.filter(file -> file.toString().endsWith(EXPECTED))
                    .sorted()
                    .map(file -> document(file, contentType, charset))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document document(Path expectedFile, String contentType, Charset charset) {
        String name = expectedFile.getFileName().toString().replace(EXPECTED, "");
        String original = read(expectedFile.resolveSibling(name + ".html"), charset);
        String expected = read(expectedFile, charset);
        int place = expected.indexOf(FixedSnippet.SCRIPT);
        int split = Math.max(place, 0);
        Document document = new Document(
                name, contentType, charset, original.substring(0, split), original.substring(split), place >= 0);
        if (!document.expected().equals(expected)) {
            throw new IllegalStateException(name + " and what is expected of it differ in more than the script");
        }
        return document;
    }

    private static String read(Path file, Charset charset) {
        try {
            return Files.readString(file, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
