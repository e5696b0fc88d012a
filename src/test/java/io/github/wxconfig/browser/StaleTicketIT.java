package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A page that was signed with a ticket which WeChat no longer knows. */
@BrowserTest
class StaleTicketIT {
    @AutoClose
    private final DemoVisit visit = DemoVisit.inWechat();

    StaleTicketIT() throws Exception {}

    @Test
    void showsThatWechatRefusesThePageAndWhatToDoUntilTheTicketIsLookedUpAgain() throws Exception {
        assertThat(visit.open("share.jsp").verdict()).isEqualTo("verified");
        visit.demo().revokeTicket();
        DemoPage page = visit.open("share.jsp");
        assertThat(page.verdict()).isEqualTo("refused");
        assertThat(page.verdictMessage()).isEqualTo("config:invalid signature");
        assertThat(page.verdictAdvice()).contains("jsapi_ticket");
        visit.browser().photograph("wechat-refused");
        assertThat(visit.browser().errors())
                .singleElement()
                .asString()
                .contains("config:invalid signature", "cause: ticket");
        visit.browser().await("the ticket stays dead", () -> visit.open("share.jsp")
                .verdict()
                .equals("verified"));
    }
}
