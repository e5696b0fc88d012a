package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@BrowserTest
class DemoVisitIT {
    /** The simulator's ticket is revoked, which the demo does not know. */
    @Test
    void showsWhatTheDoctorSays() throws Exception {
        try (DemoVisit visit = DemoVisit.onDesktop()) {
            visit.open("card.html").verdict();
            visit.demo().revokeTicket();
            visit.browser().open(visit.demo().url("doctor?page=card.html"));
            assertThat(visit.browser().text("document.querySelector('table').innerText"))
                    .contains("✓ address", "✗ signature", "stable_token", "300 × 300");
            visit.browser().photograph("doctor");
        }
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        List<ProcessHandle> started;
        try (DemoVisit visit = DemoVisit.onDesktop()) {
            visit.open("static.html");
            started = ProcessHandle.current().descendants().toList();
        }
        assertThat(started).isNotEmpty().allSatisfy(process -> assertThat(process.onExit())
                .succeedsWithin(Duration.ofSeconds(10)));
    }
}
