package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import io.github.wxconfig.thymeleaf.WxConfigDialect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.messageresolver.StandardMessageResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Templates that ask for what their page needs, rendered by plain Thymeleaf on a servlet. */
@TestInstance(Lifecycle.PER_CLASS)
class ThymeleafDialectTest {
    private static final Map<String, Object> MODEL = new HashMap<>(Map.of(
            "apis",
            List.of("scanQRCode", "chooseImage"),
            "tea",
            "\"绿茶\" </script> 🍵",
            "yes",
            true,
            "img",
            "/tea.png"));

    private final TemplateEngine engine = new TemplateEngine();
    private final SigningSite site;
    private final SigningSite manual;

    ThymeleafDialectTest(@TempDir Path store, @TempDir Path second) throws Exception {
        site = new SigningSite(store, "auto");
        manual = new SigningSite(second, "manual");
    }

    @BeforeAll
    void addTheDialect() {
        engine.setTemplateResolver(new StringTemplateResolver());
        StandardMessageResolver messages = new StandardMessageResolver();
        messages.addDefaultMessage("page.apis", "openLocation");
        engine.setMessageResolver(messages);
        engine.addDialect(new WxConfigDialect());
    }

    @AfterAll
    void close() {
        site.close();
        manual.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html wx:apis=\"scanQRCode, chooseImage\"><head><title>茶</title></head>",
                "<html data-wx-apis=\"scanQRCode chooseImage\"><head><title>茶</title></head>",
                "<html><head wx:apis=\"${apis}\"><title>茶</title></head>",
                "<html><head wx:apis=\"|scanQRCode ${apis[1]}|\"><title>茶</title></head>",
                "<html><head th:with=\"mine='scanQRCode'\" wx:apis=\"${mine} + ' chooseImage'\"><title>茶</title></head>",
                "<wx:apis names=\"scanQRCode chooseImage\"/><html><head><title>茶</title></head>",
                "<wx:apis names=\"${apis}\"></wx:apis><html><head><title>茶</title></head>",
                "<wx:config apis=\"${apis}\"/><html><head><title>茶</title></head>",
            })
    void addsNamesForThePage(String start) throws Exception {
        ReceivedPage page = site.signed(rendering("<!DOCTYPE html>" + start + "<body>茶</body></html>"));
        assertThat(names(page, "jsApiList"))
                .containsExactly(
                        "checkJsApi",
                        "updateAppMessageShareData",
                        "updateTimelineShareData",
                        "scanQRCode",
                        "chooseImage");
        assertThat(page.withoutScript())
                .isEqualTo("<!DOCTYPE html><html><head><title>茶</title></head><body>茶</body></html>");
    }

    @Test
    void addsOpenTagsAndDebugAndMessages() throws Exception {
        ReceivedPage page = site.signed(rendering(
                "<!DOCTYPE html><html wx:openTags='wx-open-audio' wx:debug='${yes}' wx:apis='#{page.apis}'><head></head>"
                        + "<body><wx-open-audio src='a'></wx-open-audio></body></html>"));
        assertThat(names(page, "openTagList")).containsExactly("wx-open-audio");
        assertThat(names(page, "jsApiList")).contains("openLocation");
        assertThat(page.config().get("debug").getAsBoolean()).isTrue();
        assertThat(page.html()).contains("<body><wx-open-audio src='a'></wx-open-audio></body>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script wx:config=\"scanQRCode\"></script>",
                "<script data-wx-config=\"${apis[0]}\">// what a file shows</script>",
                "<wx:config apis=\"scanQRCode\"/>",
                "<wx:config th:attr=\"apis=${apis[0]}\"></wx:config>",
                "<div th:remove=\"tag\" wx:apis=\"scanQRCode\"><script wx:config></script></div>",
            })
    void placesTheScriptWhereTheTemplateSays(String tag) throws Exception {
        ReceivedPage page = manual.signed(
                rendering("<!DOCTYPE html><html><head><title>茶</title></head><body>" + tag + "<p>茶</p></body></html>"));
        assertThat(names(page, "jsApiList")).endsWith("scanQRCode");
        assertThat(page.html()).contains("</head><body><script type=\"wx\" src=\"https://res.wx.qq.com/");
        assertThat(page.withoutScript())
                .isEqualTo("<!DOCTYPE html><html><head><title>茶</title></head><body><p>茶</p></body></html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head wx:share-title=\"${tea}\" wx:share-imgUrl=\"@{https://www.example.com/tea.png(a=${yes})}\"></head>",
                "<html><head data-wx-share-imgurl=\"@{https://www.example.com/tea.png(a=${yes})}\" data-wx-share-title=\"${tea}\"></head>",
                "<wx:share title=\"${tea}\" desc=\"${null}\" imgUrl=\"https://www.example.com/tea.png?a=true\"/><html><head></head>",
                "<wx:share th:title=\"${tea}\" imgUrl=\"https://www.example.com/tea.png?a=true\"/><html><head></head>",
                "<wx:share title=\"&quot;绿茶&quot; &lt;/script&gt; 🍵\" imgUrl=\"https://www.example.com/tea.png?a=true\"/><html><head></head>",
            })
    void givesThePageItsShareCard(String start) throws Exception {
        ReceivedPage page = site.signed(rendering("<!DOCTYPE html>" + start + "<body>茶</body></html>"));
        assertThat(page.html())
                .contains("card:{\"title\":\"\\\"\\u7eff\\u8336\\\" \\u003c/script\\u003e \\ud83c\\udf75\","
                        + "\"imgUrl\":\"https://www.example.com/tea.png?a\\u003dtrue\"},")
                .endsWith("</head><body>茶</body></html>");
        assertThat(names(page, "jsApiList")).contains("onMenuShareTimeline");
    }

    @Test
    void takesTheShareCardFromThePage() throws Exception {
        ReceivedPage page = site.signed(rendering("<!DOCTYPE html><html><head wx:share></head><body>茶</body></html>"));
        assertThat(page.html()).contains("card:{},").endsWith("</head><body>茶</body></html>");
    }

    @Test
    void tellsTheConsoleWhatComesTooLate() throws Exception {
        ReceivedPage page = site.signed(
                rendering(
                        "<!DOCTYPE html>\n<html wx:debug=\"true\">\n<head></head>\n<body>\n<p wx:apis=\"scanQRCode\">茶</p></body></html>"));
        assertThat(names(page, "jsApiList")).doesNotContain("scanQRCode");
        assertThat(page.html())
                .containsPattern(
                        "<body>\n<script>console\\.warn\\(\"wxconfig: .*, \\\\u003cp wx:apis\\\\u003e: .*too late.*"
                                + "\"\\);</script><p>茶</p></body>");
    }

    @Test
    void rendersATemplateThatIsNoPage() {
        String mail = "<p wx:apis=\"scanQRCode\">茶</p><wx:config/><wx:share title=\"茶\"/>";
        try (LogCapture log = new LogCapture()) {
            assertThat(engine.process(mail, new Context(Locale.ROOT, MODEL))).isEqualTo("<p>茶</p>");
            assertThat(log.text()).contains(":1, <p wx:apis>: the filter wxconfig has not seen this request");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wx:share-title=\"Tea ~{5}\"                         | Tea ~{5}",
                "wx:share-title=\"Tea for ${5\"                      | Tea for ${5",
                "wx:share-title=\"${5} a cup\"                       | ${5} a cup",
                "wx:share-title=\"a\" th:data-wx-share-title=\"${yes} ? 'b' : _\" | b",
                "wx:share-title=\"a\" th:data-wx-share-title=\"_\"   | a",
                "th:fragment=\"head(name)\" th:with=\"name=${apis[0]}\" wx:share-title=\"${name}\" | scanQRCode",
            })
    void takesAsTextWhatIsNoExpression(String attributes, String title) throws Exception {
        ReceivedPage page = site.signed(rendering("<!DOCTYPE html><html><head " + attributes + "></head></html>"));
        assertThat(page.html()).contains("card:{\"title\":\"" + title + "\"},");
        assertThat(page.withoutScript()).isEqualTo("<!DOCTYPE html><html><head></head></html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<th:block th:insert=\"~{::part(${apis[0]})}\"></th:block>",
                "<th:block th:replace=\"~{::part(name=${apis[0]})}\"></th:block>",
                "<div><p><b>茶</b></p></div><wx:apis th:each=\"name : ${apis}\" names=\"${name}\"/>",
                "<div><p><b>茶</b></p></div><p th:each=\"name : ${apis}\"><wx:apis th:if=\"${yes}\" th:names=\"${name}\"/></p>",
            })
    void evaluatesWhatTheAuthorWroteWhereverItIsProcessed(String tag) throws Exception {
        String parts = "<th:block th:if=\"${name}\"><th:block th:fragment=\"part(name)\">"
                + "<wx:apis names=\"${name}\"/></th:block></th:block>";
        ReceivedPage page = manual.signed(
                rendering("<!DOCTYPE html><html><head></head><body>" + parts + tag + "<wx:config/></body></html>"));
        assertThat(names(page, "jsApiList")).contains("scanQRCode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<wx:aips names='a'/>        | <wx:aips>: no such element is known, so it is left out. Write wx:apis.",
                "<wx:shared>茶</wx:shared>    | <wx:shared>: no such element is known, so it is left out. Write wx:share.",
                "<wx:scan/>                  | Write one of wx:apis, wx:config, wx:share.",
                "<wx:share titel='a'/>       | <wx:share>: «titel» is none of its attributes. Write title.",
                "<wx:share th:titel='a'/>    | <wx:share>: «th:titel» is none of its attributes. Write title.",
                "<wx:apis apis='a'/>         | <wx:apis>: «apis» is none of its attributes. Write one of names, openTags, debug.",
                "<p wx:share-titel='a'></p>  | <p wx:share-titel>: no such attribute is known, so it is left out. Write wx:share-title.",
                "<p wx:config='a'></p>       | Write one of wx:apis, wx:openTags, wx:debug, wx:share,",
                "<p data-wx-opentag='a'></p> | <p data-wx-opentag>: no such attribute is known. Write wx:openTags.",
            })
    void tellsTheRightNameOfWhatIsMisspelt(String tag, String remark) throws Exception {
        try (LogCapture log = new LogCapture()) {
            String html = site.get(rendering("<!DOCTYPE html><html><head></head><body>" + tag + "</body></html>"));
            assertThat(html).contains("nonceStr").doesNotContain("<wx:", " wx:");
            assertThat(log.text()).containsOnlyOnce(remark);
        }
    }

    @Test
    void leavesToThePageWhatIsItsOwn() throws Exception {
        String page =
                "<!DOCTYPE html><html><head></head><body data-wx-user=\"茶\"><wx-open-audio src=\"a\"></wx-open-audio>"
                        + "<wx-cup></wx-cup></body></html>";
        try (LogCapture log = new LogCapture()) {
            assertThat(site.signed(rendering(page)).withoutScript()).isEqualTo(page);
            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void goesWithoutAnExpressionThatFails() throws Exception {
        try (LogCapture log = new LogCapture()) {
            ReceivedPage page = site.signed(rendering(
                    "<!DOCTYPE html><html><head wx:share-title=\"${apis.tea.name}\"></head><body>茶</body></html>"));
            assertThat(page.html()).contains("card:{},").endsWith("</head><body>茶</body></html>");
            assertThat(log.text())
                    .containsOnlyOnce("<head wx:share>: wx:share-title is «${apis.tea.name}», which fails with ognl.");
        }
    }

    @Test
    void leavesThePageBehindAnElementThatIsNotClosed() throws Exception {
        ReceivedPage page = site.signed(
                rendering(
                        "<!DOCTYPE html><html><head><wx:apis names=\"scanQRCode\"><title>茶</title></head><body>茶</body></html>"));
        assertThat(page.withoutScript())
                .isEqualTo("<!DOCTYPE html><html><head><title>茶</title></head><body>茶</body></html>");
    }

    @Test
    void writesEveryMarkupOfATag() throws Exception {
        ReceivedPage page = site.signed(rendering("<!DOCTYPE html><html wx:debug=\"true\"><head></head>"
                + "<body><p wx:apis=\"scanQRCode\" wx:share-title=\"a\">茶</p></body></html>"));
        assertThat(page.html()).containsPattern("(?s)<body><script>console\\.warn.*</script><script>.*\"title\":\"a\"");
    }

    private JettyServer.Page rendering(String template) {
        return (request, response) -> {
            JakartaServletWebApplication application =
                    JakartaServletWebApplication.buildApplication(request.getServletContext());
            WebContext context = new WebContext(application.buildExchange(request, response), Locale.ROOT, MODEL);
            engine.process(template, context, response.getWriter());
        };
    }

    private static List<String> names(ReceivedPage page, String list) {
        return page.config().getAsJsonArray(list).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
