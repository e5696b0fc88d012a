package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.config.Setting;
import io.github.wxconfig.config.SettingsTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret at the wrong place is in no message at start-up. */
class SecretsInSettingsTest {
    private static final String FILE = "/WEB-INF/wxconfig.properties";
    /** Every page shows these names as they are. */
    private static final Set<String> PUBLIC = Set.of("jsApiList", "openTagList");

    private static final List<String> SECRETS = List.of("pa55", "0123456789abcdef0123456789abcdef");

    private final FakeFilterConfig filter = new FakeFilterConfig();
    private final Properties system = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    static Stream<Arguments> settingsAndValues() {
        return SettingsTable.all().stream()
                .map(Setting::name)
                .filter(name -> !PUBLIC.contains(name))
                .flatMap(name -> Stream.of(
                                "https://user:pa55@www.example.com/shop",
                                "https://user:pa55@",
                                "https://user:pa55@www.example.com/open/js/jweixin-1.2.0.js",
                                "https://user:p@pa55@www.example.com",
                                "https://user:pa55 word@www.example.com",
                                "https://user:pa55,word@www.example.com",
                                "//user:pa55@www.example.com/sdk.js",
                                "http://www.example.com/?access_token=pa55",
                                "www.example.com/#pa55",
                                "redis//:pa55@redis.internal",
                                "redis://:pa55@redis.internal:port",
                                "0123456789abcdef0123456789abcdef",
                                "wx 0123456789abcdef0123456789abcdef",
                                "/0123456789abcdef0123456789abcdef==",
                                "pa55word\u0000",
                                "pa55%word")
                        .map(value -> Arguments.of(name, value)));
    }

    @ParameterizedTest
    @MethodSource("settingsAndValues")
    void areNotRepeated(String name, String value) {
        filter.file(FILE, "appId=wx0123456789abcdef\nopenTagList=wx-open-audio\nhubPath=/hub");
        filter.initParam(name, value);

        assertThat(said()).doesNotContain(SECRETS);
    }

    @ParameterizedTest
    @MethodSource("settingsAndValues")
    void areNotRepeatedOfAnAccountAmongSeveral(String name, String value) {
        filter.file(FILE, "account.tea.appId=wx0123456789abcdef\naccount.tea.secret=secret");
        system.setProperty("wxconfig.account.tea." + name, value);

        assertThat(said()).doesNotContain(SECRETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa55", "0123456789abcdef0123456789abcdef", "https://user:pa55@www.example.com"})
    void areNotRepeatedOfASettingThatIsNone(String secret) {
        filter.initParam("sekret", secret);
        filter.contextParam("wxconfig.sekret", secret);
        system.setProperty("wxconfig.sekret", secret);
        environment.put("WXCONFIG_SECRT", secret);
        filter.file(FILE, "sekret=" + secret);

        assertThat(said())
                .contains("sekret: there is no such setting", "WXCONFIG_SECRT")
                .doesNotContain(SECRETS);
    }

    /** Java reads what stands alone in a line as the name of a property. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret=\\n0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef=",
                "account.tea.0123456789abcdef0123456789abcdef",
                "user@pa55/word",
                "user\\ pa55@host"
            })
    void areNotRepeatedOfALineThatIsBroken(String lines) {
        filter.file(FILE, lines.replace("\\n", "\n"));

        assertThat(said())
                .contains(FILE + ": a line that names no setting: there is no such setting")
                .doesNotContain(SECRETS);
    }

    /** What stands in the log after an attempt to start. */
    private String said() {
        try (LogCapture log = new LogCapture()) {
            try {
                Settings.read(filter, system, environment);
                return log.text();
            } catch (InvalidSettingsException e) {
                assertThat(e).hasNoCause();
                return log.text() + e;
            }
        }
    }
}
