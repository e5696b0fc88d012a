package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's pages in WeChat while the hosts of the official script cannot be reached. */
@BrowserTest
class HostDownIT {
    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat();

    HostDownIT() throws Exception {}

    @AfterEach
    void hostsComeBack() {
        visit.scripts().switchOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"share.jsp", "thymeleaf", "static.html", "gbk.jsp", "", "no/such/page"})
    void getsTheScriptFromTheSecondHost(String name) {
        visit.scripts().switchOff(ScriptHost.FIRST);
        DemoPage page = visit.open(name);
        assertThat(page.verdict()).isEqualTo("verified");
        assertThat(visit.scripts().served()).containsExactly(ScriptHost.SECOND);
    }

    @Test
    void asksTheFirstHostAloneWhileItAnswers() {
        assertThat(visit.open("share.jsp").verdict()).isEqualTo("verified");
        assertThat(visit.scripts().served()).containsExactly(ScriptHost.FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"share.jsp", "thymeleaf", "static.html", "gbk.jsp", "", "no/such/page"})
    void worksWithoutTheScript(String name) throws Exception {
        visit.scripts().switchOff(ScriptHost.FIRST, ScriptHost.SECOND);
        DemoPage page = visit.open(name);
        assertThat(page.verdict()).isEqualTo("offline");
        page.press("network");
        assertThat(page.resultStates()).as("waits for the script").containsExactly("pending");
        assertThat(visit.browser().errors())
                .isNotEmpty()
                .allMatch(error -> error.contains("Failed to load resource")
                        || error.contains("the official script cannot be loaded from"));
    }

    @Test
    void saysWhyNobodyChecksTheSignature() throws Exception {
        visit.scripts().switchOff(ScriptHost.FIRST, ScriptHost.SECOND);
        DemoPage page = visit.open("share.jsp");
        assertThat(page.verdict()).isEqualTo("offline");
        assertThat(page.verdictMessage()).contains(ScriptHost.FIRST, ScriptHost.SECOND);
        visit.browser().photograph("wechat-offline");
    }
}
