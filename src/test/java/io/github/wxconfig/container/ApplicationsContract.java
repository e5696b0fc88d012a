package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applications on other people's frameworks, with nothing of wxconfig but its jar in {@code WEB-INF/lib}: each is deployed
 * twice, with the jar and without, and a visitor takes the same way through both. Every document is signed, and nothing
 * else differs.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ApplicationsContract {
    private static final Path APPLICATIONS = Path.of("target/applications").toAbsolutePath();
    private static final Path SOURCES = Path.of("src/test/applications");
    private static final String WITH = "-with";
    /** As long as the other one, so that a page that names it has the same length. */
    private static final String WITHOUT = "-bare";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final ContainerProcess container;

    private final Map<String, String> limits;

    /** @param limits the applications that do not run in this container, with wxconfig or without, each with its reason */
    ApplicationsContract(Path base, ContainerContract.Starter starter, Map<String, String> limits) throws IOException {
        this.limits = limits;
        Path webapps = Files.createDirectories(Distribution.webapps(base));
        for (String application : applications().toList()) {
            WarFolder.copy(APPLICATIONS.resolve(application), webapps.resolve(application + WITHOUT));
            Path with = webapps.resolve(application + WITH);
            WarFolder.copy(APPLICATIONS.resolve(application), with);
            WarFolder.addLibrary(with, Edition.JAKARTA);
        }
        container = starter.start(
                base,
                List.of(
                        "-Xmx768m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dwxconfig.appId=" + WechatSimulator.DEMO_APP_ID,
                        "-Dwxconfig.secret=" + WechatSimulator.DEMO_SECRET,
                        "-Dwxconfig.apiBaseUrl=" + wechatServer.baseUrl(),
                        "-Dwxconfig.storeDirectory=" + base.resolve("store")),
                List.of());
    }

    Stream<String> applications() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("pages.txt")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(application -> !limits.containsKey(application))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Asks none of the applications, whose answers depend on what a visitor has seen before. */
    @BeforeAll
    void waitForTheFirstTickets() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (container.log().split("Pages are signed", -1).length
                <= applications().count()) {
            assertThat(Instant.now()).as(container::log).isBefore(end);
            Thread.sleep(100);
        }
    }

    @AfterAll
    void stop() {
        container.close();
        wechatServer.close();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void signsEveryDocumentAndChangesNothingElse(String application) throws Exception {
        Visitor with = visitor(application, WITH);
        Visitor without = visitor(application, WITHOUT);
        List<Step> steps = steps(application);
        assertSoftly(softly -> {
            for (Step step : steps) {
                Received plain = without.take(step);
                Received filtered = with.take(step);
                softly.assertThat(plain.status()).as("%s", step).isEqualTo(step.status());
                softly.assertThat(signature(filtered)).as("%s", step).isEqualTo(step.isPage() ? Visit.VERIFIED : "");
                softly.assertThat(filtered.withoutScript().comparable(WITH))
                        .as("%s", step)
                        .isEqualTo(plain.comparable(WITHOUT));
            }
        });
    }

    /** One of the applications writes what its libraries log at INFO. */
    @Test
    void isHeardWithoutItsStore() {
        assertThat(container.log())
                .contains("INFO io.github.wxconfig.ticket.CurrentTicket")
                .doesNotContainIgnoringCase("ehcache");
    }

    /** What WeChat says of the one script in it; nothing where there is none. */
    private String signature(Received received) {
        int scripts = received.text().split("nonceStr", -1).length - 1;
        return switch (scripts) {
            case 0 -> "";
            case 1 -> new ReceivedPage(received.text()).verdict(wechat, received.uri());
            default -> scripts + " scripts";
        };
    }

    private Visitor visitor(String application, String variant) {
        return new Visitor(container.uri("/" + application + variant));
    }

    private static List<Step> steps(String application) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String line : Files.readAllLines(SOURCES.resolve(application).resolve("pages.txt"), UTF_8)) {
            if (!line.startsWith("#")) {
                steps.add(Step.parse(line));
            }
        }
        return steps;
    }
}
