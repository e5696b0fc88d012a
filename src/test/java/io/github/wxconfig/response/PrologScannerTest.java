package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.response.PrologScanner.Verdict;
import io.github.wxconfig.response.ResponseGate.Page;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the place is, document by document. Each shows it as {@code ▲}; one without {@code ▲} has no place. The answers
 * are those of the HTML standard's tokenizer and tree construction.
 */
class PrologScannerTest {
    private static final String PLACE = "▲";

    private enum Kind {
        HTML,
        HTML_WITHOUT_CHARSET,
        XHTML,
        UNTYPED;

        PrologScanner scanner() {
            boolean charsetDeclared = this != HTML_WITHOUT_CHARSET && this != UNTYPED;
            return new PrologScanner(new Page(this == XHTML, this != UNTYPED, charsetDeclared, UTF_8));
        }
    }

    /** What browsers show as HTML without being told its type, by the table of the MIME Sniffing standard. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><head><meta charset=utf-8>▲",
                "\n <!doctype HTML>▲<p>",
                "<html><head><title>t</title>▲<script>",
                "<!-- c --><html>▲<body>",
                "▲<body>",
                "<?xml version='1.0'?><html><head>",
                "\uFEFF<!doctype html><p>",
                "<!doctype svg><svg>",
                "<!doctype><p>",
                "<p>a part",
                "{\"json\": true}",
                "text"
            })
    void isWhereUntypedDocumentIsShownAsHtml(String document) {
        assertPlace(Kind.UNTYPED, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head>▲",
                "<html><head>▲<title>",
                "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>▲\n<meta charset=\"utf-8\">",
                "<HTML><HEAD>▲<TITLE>",
                "<hTmL><hEaD>▲",
                "<head\t\r\n\f >▲",
                "<head/>▲",
                "<head id=a>▲",
                "<head>▲<head>",
                "<html><html lang=en><head>▲",
                " \t\r\n\f<head>▲"
            })
    void isBehindHeadTag(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html>▲<title>",
                "<!doctype html>▲<p>",
                "<!doctype html>\n▲text",
                "<html>▲<meta charset=utf-8>",
                "<html> <!-- c --> ▲<body>",
                "▲<body>",
                "▲<BODY onload='x()'>",
                "<!-- c -->▲<body>",
                "<html>▲<script>document.write('<head>')</script>",
                "<!doctype html>▲<header>",
                "<!doctype html>▲<h1>",
                "<!doctype html>▲<frame>",
                "<!doctype html>▲<framed>",
                "<!doctype html>▲<hea>",
                "<!doctype html>▲<hea\0d>",
                "<!doctype html>▲<3",
                "<!doctype html>▲< head>",
                "<!doctype html>▲<<head>",
                "<!doctype html>▲<%@ page %><head>",
                "<!doctype html>▲${title}<head>",
                "<!doctype html>▲\0<head>",
                "<!doctype html>▲&nbsp;<head>",
                "<!doctype html>▲\uFEFF<html><head>",
                "<!doctype html>▲\u00A0<html><head>",
                "<html>▲</head>",
                "<html>▲</body>",
                "<html>▲</html>",
                "<html>▲</br>",
                "<html>▲</HEAD >"
            })
    void isBeforeFirstContentWhereHeadIsOmitted(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<header>",
                "<title>t</title><body>",
                "<script></script><html><head>",
                "<meta charset=utf-8><head>",
                "</head><body>",
                "<!-- c --><p>",
                "<bodyguard>",
                "<htm><head>",
                "<rss version=\"2.0\"><head>",
                "<?xml version=\"1.0\"?><rss><channel>",
                "<svg><head>",
                "{\"html\": \"<head>\"}",
                "[\"<html><head>\"]",
                "true <html><head>",
                "\u00A0<html><head>",
                "\uFEFF\uFEFF<html><head>",
                " \uFEFF<html><head>",
                "<%@ page %><html><head>",
                "",
                " \n",
                "<",
                "<head",
                "<!doctype html>",
                "<!doctype html><!-- <head>",
                "<html lang=\"en><head>"
            })
    void isNowhereInFragmentsAndInWhatIsNotHtml(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<frameset rows='*'>",
                "<html><FRAMESET>",
                "<!doctype html><frameset>",
                "<!-- c --><html><!-- c -->\n<frameset cols=1>"
            })
    void isNowhereBeforeFrameset(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype>▲<p>",
                "<!DocType html><head>▲",
                "<!DOCTYPE html SYSTEM 'about:legacy-compat'><head>▲",
                "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\"><head>▲",
                "<!DOCTYPE html PUBLIC \"a>▲b\"><head>",
                "<!DOCTYPE html SYSTEM 'a>▲b'><head>",
                "<!doctypehtml>▲<p>",
                "<!doctype html><!doctype html><head>▲",
                "<!doctype html [>▲<p>"
            })
    void isBehindDoctypeWhichItsFirstAngleBracketEnds(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- <head> --><head>▲",
                "<!----><head>▲",
                "<!--><head>▲",
                "<!---><head>▲",
                "<!--\n--><head>▲",
                "<!-- a --!><head>▲",
                "<!-- a --!--><head>▲",
                "<!-- a --!-!><head>--><head>▲",
                "<!-- a --!x><head>--><head>▲",
                "<!-- a -- b --><head>▲",
                "<!-- a ---><head>▲",
                "<!-- a -> <head> --><head>▲",
                "<!-- a - - > <head> --><head>▲",
                "<!--- --><head>▲",
                "<!---- --><head>▲",
                "<!---!><head>--><head>▲",
                "<!--!><head>--><head>▲",
                "<!-- <!-- --><head>▲",
                "<!-- <!--> <head>▲",
                "<!-- <!-> <head> --><head>▲",
                "<!--[if lt IE 9]><html class=\"ie\"><![endif]--><head>▲",
                "<!--[if gt IE 8]><!--><html><!--<![endif]--><head>▲"
            })
    void isNotInsideComment(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!><head>▲",
                "<!-><head>▲",
                "<!-x><head>▲",
                "<!x \"><head>▲",
                "<!d><head>▲",
                "<!do - ><head>▲",
                "<!doctyp><head>▲",
                "<![CDATA[<html>]]><head>",
                "<![if !IE]><head>▲",
                "<!ELEMENT br EMPTY><head>▲",
                "<?><head>▲",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><head>▲",
                "<?php echo '<html>' ?><head>",
                "<?php if ($a > 1) ?><head>",
                "</><head>▲",
                "</ head><head>▲",
                "</3><head>▲",
                "</p title='<html>'><head>▲",
                "</p a=\">\"><head>▲",
                "</header><head>▲",
                "</bodyguard><head>▲"
            })
    void bogusCommentsAndStrayEndTagsAreSkipped(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html a=\">\"><head>▲",
                "<html a='>'><head>▲",
                "<html a='\">'><head b=\"'>\">▲",
                "<html a=\"1\"b='>'><head>▲",
                "<html a = \">\"><head>▲",
                "<html a\n=\n'>'><head>▲",
                "<html a=><head>▲",
                "<html a=b\">▲<p>",
                "<html a=b'c'><head>▲",
                "<html a=/><head>▲",
                "<html ='>▲'>",
                "<html =\">▲\"",
                "<html =a='>'><head>▲",
                "<html a\"='>'><head>▲",
                "<html a/b='>'><head>▲",
                "<html a/='>▲'>",
                "<html / a='>'><head>▲",
                "<html/a='>'><head>▲",
                "<html a='x'/='>▲x'",
                "<html <head><head>▲",
                "<html <head>▲<p>",
                "<html a=<head>▲<p>",
                "<head a='</head>'>▲"
            })
    void attributesMayHoldAngleBracketsInQuotesOnly(String document) {
        assertPlace(Kind.HTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head><meta charset=utf-8>▲<title>",
                "<head><META CHARSET='GBK'/>▲<title>",
                "<head>\n  <meta name=viewport content='width=1'>\n  <meta charset=utf-8>▲\n",
                "<head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">▲<title>",
                "<head><meta content='text/html;charset = x' http-equiv='content-type'>▲<title>",
                "<head><title>t</title><meta charset=utf-8>▲",
                "<head><title><b>&lt;</b><meta charset=x></title><meta charset=utf-8>▲",
                "<head><title></titl></titles></title ><meta charset=utf-8>▲",
                "<head><title><</title><meta charset=utf-8>▲",
                "<head><title></</title><meta charset=utf-8>▲",
                "<head><TITLE a='>'>x</TITLE/><meta charset=utf-8>▲",
                "<head><base href='/'><link rel=icon href='a>b'><!-- <meta charset=a> --><meta charset=utf-8>▲",
                "<!doctype html><meta charset=utf-8>▲<title>",
                "<html><!-- c --><title>t</title><meta charset=utf-8>▲",
                "<head></p><!x><meta charset=utf-8>▲"
            })
    void isBehindCharsetWhereOnlyTheDocumentTellsIt(String document) {
        assertPlace(Kind.HTML_WITHOUT_CHARSET, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head>▲<script></script><meta charset=utf-8>",
                "<head>▲<style></style><meta charset=utf-8>",
                "<head>\n▲<noscript>",
                "<head><title>t</title>▲</head>",
                "<head><meta charset=''>▲<script>",
                "<head><meta charset>▲<script>",
                "<head><meta name=charset content=utf-8>▲<script>",
                "<head><meta name=description content='charset=utf-8'>▲<script>",
                "<head><meta http-equiv=refresh content='1; charset=utf-8'>▲<script>",
                "<head><meta http-equiv=content-type content='text/html'>▲<script>",
                "<head><meta charset2=utf-8 data-charset=utf-8>▲<script>",
                "<head>▲<metadata charset=utf-8>",
                "<head>▲<head>",
                "<head>▲<html>",
                "<head>▲<body>",
                "<head>▲text",
                "<!doctype html>▲<body>",
                "<!doctype html><title>t</title>▲<p>"
            })
    void isBeforeFirstOtherContentWhereNoCharsetIsFound(String document) {
        assertPlace(Kind.HTML_WITHOUT_CHARSET, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<meta charset=utf-8><title>t</title>", "<title>t</title><html><head>", "<html><head><frameset>"
            })
    void isNowhereInFragmentsWithoutCharset(String document) {
        assertPlace(Kind.HTML_WITHOUT_CHARSET, document);
    }

    @Test
    void isNotSoughtBehindTheBytesInWhichBrowsersLookForCharset() {
        String head = "<head>";
        String white = " ".repeat(1024 - head.length());

        assertPlace(Kind.HTML_WITHOUT_CHARSET, head + white.substring(1) + "<meta name=a>▲<meta charset=utf-8>");
        assertPlace(Kind.HTML_WITHOUT_CHARSET, head + white + PLACE + "<meta charset=utf-8>");
        assertPlace(Kind.HTML_WITHOUT_CHARSET, head + white + PLACE + "\n<meta charset=utf-8>");
        assertPlace(Kind.HTML_WITHOUT_CHARSET, head + "<!--" + white + "-->▲<!-- c -->");
        assertPlace(Kind.HTML_WITHOUT_CHARSET, head + "<title>" + white + "</title>▲<meta charset=utf-8>");
        assertPlace(Kind.HTML_WITHOUT_CHARSET, "<!--" + white + "--><head>▲<meta charset=utf-8>");
        assertPlace(Kind.HTML_WITHOUT_CHARSET, "<html>" + white + "\n<!-- c --><head>▲");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><head>▲<meta charset=utf-8>", "<!doctype html>▲<meta charset=utf-8>"})
    void isNotMovedBehindCharsetByWhoeverHasByteOrderMark(String document) {
        assertPlace(Kind.HTML_WITHOUT_CHARSET, "\uFEFF" + document);
        assertPlace(Kind.HTML_WITHOUT_CHARSET, bytes("\uFEFF", UTF_8) + document);
    }

    @Test
    void byteOrderMarkIsReadAtTheStartOnly() {
        String utf8 = bytes("\uFEFF", UTF_8);

        assertPlace(Kind.HTML, utf8 + " <head>▲");
        assertPlace(Kind.HTML, " " + utf8 + "<head>");
        assertPlace(Kind.HTML, utf8 + utf8 + "<head>");
        assertPlace(Kind.HTML, utf8.substring(0, 2) + "<head>");
        assertPlace(Kind.HTML, utf8.charAt(0) + "<head>");
        assertPlace(Kind.HTML, "<!doctype html>▲" + utf8 + "<head>");
    }

    @Test
    void bytesOfUtf16AreNoHtml() {
        assertPlace(Kind.HTML_WITHOUT_CHARSET, bytes("\uFEFF<html><head>", UTF_16BE));
        assertPlace(Kind.HTML_WITHOUT_CHARSET, bytes("\uFEFF<html><head>", UTF_16LE));
        assertPlace(Kind.HTML_WITHOUT_CHARSET, bytes("<html><head>", UTF_16BE));
        assertPlace(Kind.HTML_WITHOUT_CHARSET, bytes("<html><head>", UTF_16LE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head>▲",
                "\uFEFF<html><head>▲",
                "<?xml version='1.0' encoding='UTF-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>\n<head>▲",
                "<?php $a > 1 ?><html><head>▲",
                "<!DOCTYPE html SYSTEM \"a>b\"><html><head>▲",
                "<!DOCTYPE html PUBLIC 'x' 'a\">b'><html><head>▲",
                "<!-- <head> --><html><head>▲",
                "<!-- --!> <head> --><html><head>▲",
                "<!--> <head> --><html><head>▲",
                "<!---> <head> --><html><head>▲",
                "<html a='>'><head b=\"/\">▲",
                "<html><head>▲<meta charset='utf-8'/>",
                "<html><!-- c --><?pi?>▲<body>",
                "<html>▲<HEAD>",
                "<html>▲<Body>"
            })
    void isFoundInXhtml(String document) {
        assertPlace(Kind.XHTML, document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head/>",
                "<html><head a='b' />",
                "<html/>",
                "<HTML><head>",
                "<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:head>",
                "<!DOCTYPE html [<!ENTITY head '<head>'>]><html><head>",
                "<!DOCTYPE html SYSTEM 'x' [ ]><html><head>",
                "<!DOCTYPE html><body>",
                "<!DOCTYPE html><title/>",
                "<body><head>",
                "<!ELEMENT br EMPTY><html><head>",
                "<![CDATA[x]]><html><head>",
                "<html><![CDATA[x]]><head>",
                "<html>< head>",
                "<svg xmlns='http://www.w3.org/2000/svg'>"
            })
    void isNowhereInXmlThatIsNoPlainXhtml(String document) {
        assertPlace(Kind.XHTML, document);
    }

    @ParameterizedTest
    @CsvSource({"HTML", "HTML_WITHOUT_CHARSET", "XHTML"})
    void isSoughtInTheFirst64KilobytesOnly(Kind kind) {
        int comment = "<!---->".length();
        String longest = "<!--" + "x".repeat(64 * 1024 - comment - "<html><head>".length()) + "-->";

        assertPlace(kind, "<html>" + longest + "<head>▲ ");
        assertPlace(kind, "<html>\n" + longest + "<head>");
    }

    @Test
    void whatMayStillBelongToTheTagBeforeThePlaceIsPending() {
        assertThat(pendingAfter("<!doctype html>")).isZero();
        assertThat(pendingAfter("<!doctype html><")).isEqualTo(1);
        assertThat(pendingAfter("<!doctype html><bod")).isEqualTo(4);
        assertThat(pendingAfter("<!doctype html><framese")).isEqualTo(8);
        assertThat(pendingAfter("<!doctype html></body")).isEqualTo(6);
        assertThat(pendingAfter("<!doctype html></p")).isZero();
        assertThat(pendingAfter("<!doctype html><html ")).isZero();
        assertThat(pendingAfter("<!doctype html><!")).isZero();
    }

    private static int pendingAfter(String text) {
        PrologScanner scanner = Kind.HTML.scanner();
        text.chars().forEach(scanner::next);
        return scanner.pending();
    }

    private static void assertPlace(Kind kind, String marked) {
        String document = marked.replace(PLACE, "");
        assertThat(marked(document, kind.scanner())).isEqualTo(marked);
    }

    private static String marked(String document, PrologScanner scanner) {
        for (int i = 0; i < document.length(); i++) {
            Verdict verdict = scanner.next(document.charAt(i));
            if (verdict != Verdict.GO_ON) {
                int place = verdict == Verdict.AFTER ? i + 1 : i - scanner.pending();
                return verdict == Verdict.STOP
                        ? document
                        : document.substring(0, place) + PLACE + document.substring(place);
            }
        }
        return document;
    }

    /** The bytes of a text, each as the character of the same number. */
    private static String bytes(String text, Charset charset) {
        return new String(text.getBytes(charset), ISO_8859_1);
    }
}
