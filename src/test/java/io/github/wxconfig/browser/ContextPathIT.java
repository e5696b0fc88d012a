package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo, its stand-in and its simulator below a context path. */
@BrowserTest
class ContextPathIT {
    @AutoClose
    private final DemoVisit visit = DemoVisit.onDesktop("/demo");

    ContextPathIT() throws Exception {}

    @ParameterizedTest
    @ValueSource(strings = {"share.jsp", "thymeleaf", "static.html", "gbk.jsp", "", "no/such/page"})
    void verifiesThePage(String name) {
        DemoPage page = visit.open(name);
        assertThat(page.verdict()).isEqualTo("verified");
        assertThat(page.signedUrl()).isEqualTo(visit.demo().url(name));
    }
}
