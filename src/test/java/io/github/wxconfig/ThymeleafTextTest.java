package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.thymeleaf.WxConfigDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.messageresolver.StandardMessageResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** What a visitor wrote reaches the page as text, in whatever way the template puts it there. */
@TestInstance(Lifecycle.PER_CLASS)
class ThymeleafTextTest {
    private static final List<String> TEXTS = List.of(
            "${bean.secret}",
            "*{bean.secret}",
            "#{secret}",
            "@{/secret(a=${bean.secret})}",
            "__${bean.secret}__",
            "[(${bean.secret})]",
            "|${bean.secret}|",
            "${bean.secret");

    private final TemplateEngine engine = new TemplateEngine();
    private final SigningSite site;

    ThymeleafTextTest(@TempDir Path store) throws Exception {
        site = new SigningSite(store, "manual");
    }

    @BeforeAll
    void addTheDialect() {
        StandardMessageResolver messages = new StandardMessageResolver();
        messages.addDefaultMessage("secret", "5ECRET");
        engine.setMessageResolver(messages);
        engine.setTemplateResolver(new StringTemplateResolver());
        engine.addDialect(new WxConfigDialect());
    }

    @AfterAll
    void close() {
        site.close();
    }

    /** Each attribute, and each way in which a template gives it a value. */
    static Stream<Arguments> tags() {
        List<Arguments> tags = new ArrayList<>();
        for (String name : List.of("names", "openTags", "debug")) {
            ways(name).forEach(way -> tags.add(Arguments.of(name, "<wx:apis " + way + "/>")));
        }
        for (String name : List.of("apis", "openTags", "debug")) {
            ways(name).forEach(way -> tags.add(Arguments.of(name, "<wx:config " + way + "></wx:config>")));
        }
        for (String name : List.of("title", "desc", "link", "imgUrl")) {
            ways(name).forEach(way -> tags.add(Arguments.of(name, "<wx:share " + way + "/>")));
        }
        for (String name :
                List.of("apis", "openTags", "debug", "share-title", "share-desc", "share-link", "share-imgUrl")) {
            ways("data-wx-" + name).forEach(way -> tags.add(Arguments.of(name, "<p " + way + "></p>")));
            tags.add(Arguments.of(name, "<p th:attr=\"'wx:" + name + "'=${text}\"></p>"));
        }
        ways("data-wx-config").forEach(way -> tags.add(Arguments.of("apis", "<script " + way + "></script>")));
        return tags.stream();
    }

    private static Stream<String> ways(String name) {
        return Stream.of(
                        "NAME=\"${text}\"",
                        "NAME=\"*{text}\"",
                        "NAME=\"${own} + ${text}\"",
                        "NAME=\"|${text}|\"",
                        "th:NAME=\"${text}\"",
                        "data-th-NAME=\"${text}\"",
                        "th:attr=\"NAME=${text}\"",
                        "th:attrappend=\"NAME=${text}\"",
                        "NAME=\"${own}\" th:attr=\"NAME=${text}\"",
                        "NAME=\"${own}\" th:attrprepend=\"NAME=${text}\"",
                        "th:with=\"mine=${text}\" NAME=\"${mine}\"",
                        "th:each=\"mine : ${list}\" NAME=\"${mine}\"",
                        "th:each=\"mine : ${list}\" th:attr=\"NAME=${mine}\"")
                .map(way -> way.replace("NAME", name));
    }

    @ParameterizedTest
    @MethodSource("tags")
    void takesATextAsText(String name, String tag) throws Exception {
        boolean places = tag.contains("config");
        boolean isList = List.of("names", "apis", "openTags", "debug").contains(name);
        String page = "<!DOCTYPE html><html><head></head><body>" + (isList ? "" : "<wx:config/>") + tag
                + (isList && !places ? "<wx:config/>" : "") + "</body></html>";
        for (String text : TEXTS) {
            assertThat(site.get(rendering(page, text)))
                    .as("%s in %s", text, tag)
                    .contains("nonceStr", name.equals("debug") ? ",config:{appId:" : text.replace("=", "\\u003d"))
                    .doesNotContain("5ECRET");
        }
    }

    private JettyServer.Page rendering(String template, String text) {
        Map<String, Object> model =
                Map.of("bean", Map.of("secret", "5ECRET"), "text", text, "list", List.of(text), "own", "a");
        return (request, response) -> {
            JakartaServletWebApplication application =
                    JakartaServletWebApplication.buildApplication(request.getServletContext());
            WebContext context = new WebContext(application.buildExchange(request, response), Locale.ROOT, model);
            engine.process(template, context, response.getWriter());
        };
    }
}
