package io.github.wxconfig.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@BrowserTest
class DemoVisitIT {
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
