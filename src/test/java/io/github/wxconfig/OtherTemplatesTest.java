package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's examples for engines without tags of ours. */
@TestInstance(Lifecycle.PER_CLASS)
class OtherTemplatesTest {
    private static final String PAGE = "<!DOCTYPE html><html><head><title>茶</title>%s</head><body>茶</body></html>";

    private final SigningSite site;

    OtherTemplatesTest(@TempDir Path store) throws Exception {
        site = new SigningSite(store, "manual");
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    void freeMarkerPlacesTheScript() throws Exception {
        String script =
                """
                <#if wxConfig??>
                ${wxConfig.apis("scanQRCode")}${wxConfig.share("绿茶", "", "", "/tea.png")}${wxConfig.place()?no_esc}
                </#if>""";
        assertThatScriptIsPlaced(site.signed(freeMarker(PAGE.formatted(script))));
    }

    @Test
    void freeMarkerReadsTheValues() throws Exception {
        String script = "<#if (wxConfig.json)??><script>wx.config(${wxConfig.json?no_esc});</script></#if>";
        assertThat(site.signed(freeMarker(PAGE.formatted(script))).html()).contains("<script>wx.config({\"debug\"");
    }

    @Test
    void velocityPlacesTheScript() throws Exception {
        String script =
                """
                #if($wxConfig)
                $wxConfig.apis("scanQRCode")$wxConfig.share("绿茶", "", "", "/tea.png")$wxConfig.place()
                #end""";
        assertThatScriptIsPlaced(site.signed(velocity(PAGE.formatted(script))));
    }

    @Test
    void velocityReadsTheValues() throws Exception {
        String script = "#if($wxConfig.json)<script>wx.config($wxConfig.json);</script>#end";
        assertThat(site.signed(velocity(PAGE.formatted(script))).html()).contains("<script>wx.config({\"debug\"");
    }

    /** What a visitor wrote is not evaluated, whichever engine's expression it looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${secret}",
                "${7*7}",
                "#{secret}",
                "[=secret]",
                "<#if>${secret}",
                "$secret",
                "$!{secret}",
                "#set($a=$secret)"
            })
    void takesATextAsText(String text) throws Exception {
        Map<String, Object> model = Map.of("text", text, "secret", "5ECRET");
        String freeMarker =
                """
                ${wxConfig.apis(text)}${wxConfig.openTags(text)}${wxConfig.share(text, text, text, text)}
                ${wxConfig.place()?no_esc}${wxConfig.share(text, "late", "", "")?no_esc}""";
        String velocity =
                """
                $wxConfig.apis($text)$wxConfig.openTags($text)$wxConfig.share($text, $text, $text, $text)
                $wxConfig.place()$wxConfig.share($text, "late", "", "")""";
        for (JettyServer.Page page :
                List.of(freeMarker(PAGE.formatted(freeMarker), model), velocity(PAGE.formatted(velocity), model))) {
            ReceivedPage signed = site.signed(page);
            String json = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("=", "\\u003d");
            assertThat(signed.config().getAsJsonArray("jsApiList").toString()).contains(text);
            assertThat(signed.config().getAsJsonArray("openTagList").toString()).contains(text);
            assertThat(signed.html())
                    .contains(
                            "card:{\"title\":\"" + json + "\",\"desc\":\"" + json + "\",",
                            "card:{\"title\":\"" + json + "\",\"desc\":\"late\"}")
                    .doesNotContain("5ECRET");
        }
    }

    private static void assertThatScriptIsPlaced(ReceivedPage page) {
        assertThat(page.config().getAsJsonArray("jsApiList").toString()).contains("scanQRCode");
        assertThat(page.html())
                .contains("<script nonce=\"abc\">", "card:{\"title\":\"\\u7eff\\u8336\",\"imgUrl\":\"/tea.png\"}");
        assertThat(page.withoutScript().replaceAll("\\s", ""))
                .isEqualTo(PAGE.formatted("").replaceAll("\\s", ""));
    }

    private static JettyServer.Page freeMarker(String text) {
        return freeMarker(text, Map.of());
    }

    private static JettyServer.Page freeMarker(String text, Map<String, Object> model) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        return (request, response) -> {
            response.setHeader("Content-Security-Policy", "script-src 'nonce-abc'");
            Map<String, Object> root = new HashMap<>(model);
            root.put("wxConfig", request.getAttribute("wxConfig"));
            try {
                new Template("page", text, configuration).process(root, response.getWriter());
            } catch (TemplateException e) {
                throw new IOException(e);
            }
        };
    }

    private static JettyServer.Page velocity(String text) {
        return velocity(text, Map.of());
    }

    private static JettyServer.Page velocity(String text, Map<String, Object> model) {
        VelocityEngine engine = new VelocityEngine();
        return (request, response) -> {
            response.setHeader("Content-Security-Policy", "script-src 'nonce-abc'");
            VelocityContext context = new VelocityContext(new HashMap<>(model));
            context.put("wxConfig", request.getAttribute("wxConfig"));
            engine.evaluate(context, response.getWriter(), "page", text);
        };
    }
}
