package io.github.wxconfig.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import io.github.wxconfig.ReceivedPage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds besides where a container deploys whole WARs: the demo runs as it is built, and JSPs have their tags. */
abstract class DistributionContract extends ContainerContract {
    private static final String[] OF_EVERY_PAGE = {"checkJsApi", "updateAppMessageShareData", "updateTimelineShareData"
    };

    DistributionContract(Path base, Edition edition, Starter starter, Map<String, String> limits) throws IOException {
        super(base, edition, starter, limits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/",
                "/demo/share.jsp",
                "/demo/tags.jsp",
                "/demo/thymeleaf",
                "/demo/static.html",
                "/demo/gbk.jsp"
            })
    void runsTheDemo(String path) throws Exception {
        HttpResponse<byte[]> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(new ReceivedPage(text(page)).verdict(wechat(), page.uri())).isEqualTo("preVerifyJSAPI:ok");
    }

    @Test
    void addsWhatATagAsksForBeforeTheHead() throws Exception {
        ReceivedPage page = tags("apis.jsp?more=openLocation");
        assertThat(names(page, "jsApiList"))
                .startsWith(OF_EVERY_PAGE)
                .endsWith("scanQRCode", "openLocation")
                .hasSize(5);
        assertThat(names(page, "openTagList")).containsExactly("wx-open-audio");
        assertThat(Jsoup.parse(page.html()).select("head > script:first-child")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.jsp", "include.jsp", "file.jsp", "el.jsp"})
    void placesTheScriptWhereTheTagStands(String name) throws Exception {
        ReceivedPage page = tags(name);
        assertThat(names(page, "jsApiList")).startsWith(OF_EVERY_PAGE).endsWith("scanQRCode");
        assertThatScriptIsInTheBody(Jsoup.parse(page.html()));
    }

    @Test
    void placesTheScriptInADocumentThatIsXml() throws Exception {
        ReceivedPage page = tags("document.jspx");
        assertThat(page.html()).contains("//<![CDATA[").doesNotContain("document.write");
        assertThatScriptIsInTheBody(Jsoup.parse(page.html(), Parser.xmlParser()));
    }

    @Test
    void givesThePageItsShareCard() throws Exception {
        ReceivedPage page = tags("share.jsp?title=%3C/script%3E%20%22%E8%8C%B6%22");
        assertThat(names(page, "jsApiList")).contains("onMenuShareAppMessage", "onMenuShareTimeline");
        Document document = Jsoup.parse(page.html());
        assertThat(document.select("head > script").last().data())
                .contains("card:{\"title\":\"\\u003c/script\\u003e \\\"\\u8336\\\"\",\"imgUrl\":\"/tea.png\"},");
        assertThat(document.select("body > script").last().data())
                .contains("card:{\"title\":\"later\",\"link\":\"?a\\u003db\"}");
    }

    /** What the first page wrote is thrown away, and its script with it. */
    @ParameterizedTest
    @ValueSource(strings = {"forward.jsp", "failure.jsp"})
    void signsThePageThatTakesThePlaceOfAnother(String name) throws Exception {
        ReceivedPage page = tags(name);
        assertThat(names(page, "jsApiList")).contains("scanQRCode");
        assertThat(page.html().split("nonceStr", -1)).hasSize(2);
    }

    @Test
    void tellsTheConsoleWhatComesTooLate() throws Exception {
        ReceivedPage page = tags("late.jsp");
        assertThat(names(page, "jsApiList")).endsWith("scanqrcode").doesNotContain("chooseImage");
        Document document = Jsoup.parse(page.html());
        assertThat(document.select("script"))
                .allSatisfy(script -> assertThat(script.attr("nonce")).isEqualTo("abc"));
        assertThat(document.select("head > script").last().data())
                .contains("wxconfig: /tags/late.jsp, \\u003cwx:apis\\u003e: ")
                .contains("Write scanQRCode.");
        assertThat(document.select("body > script").first().data())
                .startsWith("console.warn(\"wxconfig: /tags/late.jsp, \\u003cwx:config\\u003e: ")
                .contains("chooseImage")
                .contains("too late");
    }

    private ReceivedPage tags(String page) throws Exception {
        HttpResponse<byte[]> response = get("/with/tags/" + page);
        assertThat(response.statusCode()).as(text(response)).isIn(200, 500);
        ReceivedPage signed = new ReceivedPage(text(response));
        assertThat(signed.verdict(wechat(), response.uri())).isEqualTo("preVerifyJSAPI:ok");
        return signed;
    }

    private static void assertThatScriptIsInTheBody(Document page) {
        assertThat(page.select("head > script")).isEmpty();
        List<Element> scripts = page.select("body > script");
        assertThat(scripts.get(0).attr("src")).isEqualTo("https://res.wx.qq.com/open/js/jweixin-1.6.0.js");
        assertThat(scripts.stream().filter(script -> script.html().contains("nonceStr")))
                .hasSize(1);
        assertThat(page.select("script ~ p").text()).isEqualTo("茶");
    }

    private static List<String> names(ReceivedPage page, String list) {
        return page.config().getAsJsonArray(list).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
