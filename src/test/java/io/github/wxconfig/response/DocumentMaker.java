package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes documents up from the pieces of HTML's grammar. It knows the place because it puts the pieces around it, in the
 * order of the standard's insertion modes.
 */
final class DocumentMaker {
    private static final int CHARSET_PRESCAN = 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final List<String> SPACES = List.of(" ", "\n", "\t", "\r", "\f");
    /** What a parser drops, or keeps as a comment, wherever it stands before the body. */
    private static final List<String> COMMENTS = List.of(
            "<!-- c -->",
            "<!-- <head> -- <body> -->",
            "<!---->",
            "<!-->",
            "<!--->",
            "<!-- 17 --!>",
            "<!--true\r\n2.5\r\n17\r\nx\r\n-->",
            "<!-- 中文 😀 ' \" -->",
            "<!--[if lt IE 9]><html class=\"ie\"><head><![endif]-->",
            "<!>",
            "<!x \">",
            "<![if !IE]>",
            "<?php 2.5 ?>",
            "<?xml version=\"1.0\"?>",
            "</ head>",
            "</p title=\"<head>\">",
            "</Header a='>'/>");
    /**
     * All that may stand there. A comment is behind {@code </>}, because jsoup moves white space that follows it into the
     * body with the text behind that; by the standard (13.2.6.4.4) it stays in the head.
     */
    private static final List<String> SKIPPED = Stream.concat(
                    Stream.of("\r\n", " \n\t ", "</><!-- c -->"), COMMENTS.stream())
            .toList();

    private static final List<String> DOCTYPES = List.of(
            "<!DOCTYPE html>",
            "<!doctype html>",
            "<!DocType HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" 'http://www.w3.org/TR/html4/strict.dtd'>",
            "<!DOCTYPE html SYSTEM \"about:legacy-compat\">",
            "<!doctype>",
            "<!DOCTYPE html PUBLIC \"open>");
    private static final List<String> HTML_TAGS = List.of(
            "<html>",
            "<HTML lang=zh-CN>",
            "<html\r\n  class='no-js >' data-n=\"17\">",
            "<html a='1'b=\">\" / c>",
            "<html manifest=/x.appcache>",
            "<html <head>",
            "<html title=中文>");
    private static final List<String> HEAD_TAGS = List.of(
            "<head>",
            "<HEAD>",
            "<head >",
            "<head\r\n>",
            "<head/>",
            "<head prefix=\"og: http://ogp.me/ns# >\">",
            "<hEad a='>' b= c=true d>");
    /** What may stand in a head before the charset is told. */
    private static final List<String> HEAD_ELEMENTS = List.of(
            "<title>t</title>",
            "<TITLE a='>'><head> 中文 <meta charset=x> </titl> </title >",
            "<meta name=viewport content=\"width=device-width > 1\">",
            "<meta name=description content='charset=17'/>",
            "<meta http-equiv=refresh content='1; charset=utf-8'>",
            "<base href='/'>",
            "<link rel=\"icon\" href=\"a>b\">");

    private static final List<String> CHARSETS = List.of(
            "<meta charset=utf-8>",
            "<META CharSet='UTF-8' />",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">",
            "<meta content='charset = utf-8' name='>' http-equiv=content-type>");
    /** What ends a head that has not begun, or everything before the charset. */
    private static final List<String> CONTENTS = List.of(
            "<script>var head = '<head>';</script>",
            "<style>a::before { content: '<head>' }</style>",
            "<noscript><link rel=x></noscript>",
            "<header>",
            "<h1>",
            "<div title='<head>'>",
            "<svg><title>x</title></svg>",
            "text <head>",
            "中文",
            "&nbsp;",
            "<3 <head>",
            "< head>",
            "${head}",
            "17",
            "true");

    private static final List<String> BODIES = List.of("<body>", "<BODY onload='a > b'>");
    private static final List<String> END_TAGS = List.of("</head>", "</body>", "</html >");
    private static final List<String> NO_HTML = List.of("{\"page\": \"<html><head>\"}", "[17, true, 2.5]", "\uFEFF中文");
    private static final List<String> FRAMESETS = List.of("<frameset cols='*'>", "<FrameSet>");
    private static final List<String> REST = List.of(
            "<meta charset=utf-8>",
            "<title>t</title>",
            "<script>var s = \"<head>\" + '</head>';</script>",
            "<!-- <head> -->",
            "</head>",
            "<body>",
            "<p>17 true 2.5",
            "<pre>17\r\ntrue\r\n2.5\r\n",
            "\r\n",
            "\n",
            "中文 😀",
            "<head>",
            "<html>",
            "<div>",
            "</div>",
            "{{ x }}");

    private static final List<String> XHTML_SKIPPED =
            List.of("\n", "<!-- <head> -->", "<!--> 17 <head> -->", "<?pi <head> > ?>");
    private static final List<String> XHTML_DOCTYPES =
            List.of("", "<!DOCTYPE html>", "<!DOCTYPE html SYSTEM \"a>b'\">", "<!DOCTYPE html PUBLIC 'a' '>'>");
    private static final List<String> XHTML_HTML_TAGS = List.of(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "<html\n  title='>' xmlns='http://www.w3.org/1999/xhtml'  xml:lang=\"zh\">");
    private static final List<String> XHTML_BODIES =
            List.of("<body>17</body></html>", "<body><p>中文 😀</p></body>\r\n</html>");

    private final RandomGenerator random;

    DocumentMaker(RandomGenerator random) {
        this.random = random;
    }

    Document next() {
        return switch (random.nextInt(8)) {
            case 0 -> xhtml();
            case 1 -> withoutPlace(fragment());
            case 2 -> withoutPlace(skipped() + begun() + skipped() + one(FRAMESETS));
            case 3, 4 -> withUndeclaredCharset();
            default -> withDeclaredCharset();
        };
    }

    private String fragment() {
        return random.nextBoolean() ? skipped() + one(CONTENTS) : one(NO_HTML);
    }

    private Document withDeclaredCharset() {
        boolean explicit = random.nextBoolean();
        Served as = declared();
        String before = mark(as) + skipped() + (explicit ? maybe(begun()) : begun()) + skipped();
        return explicit ? made(as, before + one(HEAD_TAGS), rest(), true) : made(as, before, content() + rest(), true);
    }

    private Document withoutPlace(String start) {
        Served as = declared();
        return made(as, "", mark(as) + start + rest(), false);
    }

    private Document withUndeclaredCharset() {
        boolean inHead = random.nextBoolean();
        String before = skipped() + begun() + skipped() + (inHead ? one(HEAD_TAGS) : "");
        while (!inHead || before.getBytes(UTF_8).length < CHARSET_PRESCAN) {
            int choice = random.nextInt(12);
            if (choice == 0) {
                return made(Served.UNDECLARED, before, content() + rest(), true);
            }
            if (choice == 1) {
                return made(Served.UNDECLARED, before + one(CHARSETS), rest(), true);
            }
            boolean element = choice < 5;
            inHead |= element;
            before += element ? one(HEAD_ELEMENTS) : spaceOrComment();
        }
        return made(Served.UNDECLARED, before, one(SPACES) + rest(), true);
    }

    private String spaceOrComment() {
        return switch (random.nextInt(10)) {
            case 0 -> "<!--" + "x".repeat(random.nextInt(CHARSET_PRESCAN)) + "-->";
            case 1, 2, 3, 4 -> one(SPACES);
            default -> one(COMMENTS);
        };
    }

    private Document xhtml() {
        String before = maybe("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                + skipped(XHTML_SKIPPED)
                + one(XHTML_DOCTYPES)
                + skipped(XHTML_SKIPPED)
                + one(XHTML_HTML_TAGS)
                + skipped(XHTML_SKIPPED);
        return switch (random.nextInt(3)) {
            case 0 -> made(Served.XHTML, before, one(XHTML_BODIES), true);
            case 1 -> made(Served.XHTML, "", before + "<head a='>' />" + one(XHTML_BODIES), false);
            default ->
                made(
                        Served.XHTML,
                        before + "<head lang=\">\">",
                        "<title>&lt;head></title></head>" + one(XHTML_BODIES),
                        true);
        };
    }

    private String begun() {
        return switch (random.nextInt(3)) {
            case 0 -> one(DOCTYPES);
            case 1 -> one(HTML_TAGS);
            default -> one(DOCTYPES) + skipped() + maybe(one(DOCTYPES)) + one(HTML_TAGS);
        };
    }

    private String content() {
        return switch (random.nextInt(4)) {
            case 0 -> one(BODIES);
            case 1 -> one(END_TAGS);
            default -> one(CONTENTS);
        };
    }

    private String rest() {
        return pieces(REST, 8);
    }

    private String skipped() {
        return skipped(SKIPPED);
    }

    private String skipped(List<String> from) {
        return pieces(from, 3);
    }

    private String pieces(List<String> from, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(one(from));
        }
        return text.toString();
    }

    private String mark(Served as) {
        return as == Served.UTF8 && random.nextInt(4) == 0 ? BYTE_ORDER_MARK : "";
    }

    private String maybe(String text) {
        return random.nextBoolean() ? text : "";
    }

    private String one(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Served declared() {
        return random.nextBoolean() ? Served.UTF8 : Served.CHINESE;
    }

    private static Document made(Served as, String before, String after, boolean hasPlace) {
        return new Document("made", as.contentType, as.charset, as.characters(before), as.characters(after), hasPlace);
    }

    private enum Served {
        UTF8("text/html;charset=UTF-8", UTF_8),
        CHINESE("text/html;charset=GB18030", Charset.forName("GB18030")),
        UNDECLARED("text/html", ISO_8859_1),
        XHTML("application/xhtml+xml;charset=UTF-8", UTF_8);

        private final String contentType;
        private final Charset charset;

        Served(String contentType, Charset charset) {
            this.contentType = contentType;
            this.charset = charset;
        }

        /** The text; where no charset is declared its bytes in UTF-8, each as the character of the same number. */
        String characters(String text) {
            return this == UNDECLARED ? new String(text.getBytes(UTF_8), charset) : text;
        }
    }
}
