package io.github.wxconfig.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

class ClientScriptTest {
    @ParameterizedTest
    @EnumSource
    void isAsciiInLinesWithoutCommentsAndIndentation(ClientScript script) {
        assertThat(script.call().lines())
                .allSatisfy(line -> assertThat(line).matches("[!-~]([ -~]*[!-~])?"))
                .noneMatch(line -> line.startsWith("//") || line.startsWith("/*") || line.startsWith("*"));
    }

    /** The oldest web views of WeChat stop at anything newer, and the whole script with them. */
    @ParameterizedTest
    @EnumSource
    void isWrittenInTheJavaScriptOf2009(ClientScript script) {
        assertThat(script.call())
                .doesNotContain("=>", "`")
                .doesNotContainPattern("(const|let|class) \\w+ *[={]|\\.\\.\\.\\w");
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameInHtmlAndXml(ClientScript script) throws Exception {
        String statement = script.call("1", "\"a\"");
        String element = "<script>" + statement + "</script>";

        assertThat(statement).doesNotContain("<", "&", "]]>", "-->");
        assertThat(Jsoup.parse(element).select("script").get(0).data()).isEqualTo(statement);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(element)))
                        .getDocumentElement()
                        .getTextContent())
                .isEqualTo(statement);
    }

    @ParameterizedTest
    @EnumSource
    void callsOneFunction(ClientScript script) {
        assertThat(script.call("1", "2")).startsWith("(function (").endsWith("})(1,2);");
    }
}
