package io.github.wxconfig;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wxconfig.config.SettingsTable;
import io.github.wxconfig.page.FakeRequest;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.ticket.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSourcesTest {
    private static final String FILE = "/WEB-INF/wxconfig.properties";

    private final FakeFilterConfig filter = new FakeFilterConfig();
    private final Properties system = new Properties();
    private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "WX", "none of ours"));
    private final Properties file = new Properties();

    /** The places a setting may stand in; the first that has it decides. */
    enum Source {
        INIT_PARAM,
        CONTEXT_PARAM,
        SYSTEM_PROPERTY,
        ENVIRONMENT,
        PROPERTIES_FILE
    }

    /** A setting of the manual, its name in the environment, a value, and where the value shows. */
    private record Setting(String name, String variable, String value, Function<Settings, Object> shows) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> settingsInEverySource() {
        return Stream.of(
                        new Setting("appId", "WXCONFIG_APP_ID", "wxfedc", s -> account(s)
                                .appId()),
                        new Setting("secret", "WXCONFIG_SECRET", "other", s -> account(s)
                                .secret()),
                        new Setting("jsApiList", "WXCONFIG_JS_API_LIST", "[scanQRCode]", s -> s.script("")
                                .jsApiList()),
                        new Setting("openTagList", "WXCONFIG_OPEN_TAG_LIST", "[tag]", s -> s.script("")
                                .openTagList()),
                        new Setting("debug", "WXCONFIG_DEBUG", "true", s -> s.script("")
                                .debug()),
                        new Setting("sdkUrl", "WXCONFIG_SDK_URL", "/sdk.js", s -> s.script("")
                                .sdkUrl()),
                        new Setting("publicBaseUrl", "WXCONFIG_PUBLIC_BASE_URL", "https://a.example/b", s -> s.get(
                                        SettingsTable.PUBLIC_BASE_URL)
                                .orElseThrow()),
                        new Setting(
                                "trustedProxies",
                                "WXCONFIG_TRUSTED_PROXIES",
                                "203.0.113.7",
                                SettingsSourcesTest::trusted),
                        new Setting(
                                "allowedHosts", "WXCONFIG_ALLOWED_HOSTS", "a.example", SettingsSourcesTest::allowed),
                        new Setting(
                                "inject",
                                "WXCONFIG_INJECT",
                                "manual",
                                s -> s.get(SettingsTable.INJECT) ? "auto" : "manual"),
                        new Setting("exclude", "WXCONFIG_EXCLUDE", "/api/*", SettingsSourcesTest::excluded),
                        new Setting(
                                "browsers",
                                "WXCONFIG_BROWSERS",
                                "wechat",
                                s -> s.get(SettingsTable.WECHAT_ONLY) ? "wechat" : "all"),
                        new Setting("share", "WXCONFIG_SHARE", "auto", s -> s.script("")
                                .share()
                                .map(card -> "auto")
                                .orElse("none")),
                        new Setting(
                                "tokenEndpoint",
                                "WXCONFIG_TOKEN_ENDPOINT",
                                "classic",
                                s -> s.get(SettingsTable.STABLE_TOKEN) ? "stable" : "classic"),
                        new Setting(
                                "apiBaseUrl",
                                "WXCONFIG_API_BASE_URL",
                                "[http://a.example]",
                                s -> s.get(SettingsTable.API_BASE_URLS)),
                        new Setting(
                                "storeDirectory",
                                "WXCONFIG_STORE_DIRECTORY",
                                "some/where",
                                s -> String.valueOf(s.storeDirectory().getParent())))
                .flatMap(setting -> Stream.of(Source.values()).map(source -> Arguments.of(setting, source)));
    }

    @ParameterizedTest
    @MethodSource("settingsInEverySource")
    void areReadFromEverySource(Setting setting, Source source) {
        file.setProperty("appId", "wx0123456789abcdef");
        file.setProperty("secret", "a secret");

        String value = setting.value().replaceAll("[\\[\\]]", "");
        put(source, setting.name(), setting.variable(), value);

        assertThat(setting.shows().apply(read())).hasToString(setting.value());
    }

    @ParameterizedTest
    @EnumSource
    void countInThisOrder(Source first) {
        putAccount();
        for (Source source : Source.values()) {
            if (source.compareTo(first) >= 0) {
                put(source, "sdkUrl", "WXCONFIG_SDK_URL", "/" + source);
            }
        }

        assertThat(read().script("").sdkUrl()).isEqualTo("/" + first);
    }

    @Test
    void mayComeFromDifferentSources() {
        put(Source.ENVIRONMENT, "secret", "WXCONFIG_SECRET", "a secret");
        put(Source.CONTEXT_PARAM, "appId", "WXCONFIG_APP_ID", "wx0123456789abcdef");

        assertThat(account(read())).isEqualTo(new Account("wx0123456789abcdef", "a secret"));
    }

    @Test
    void maySetTheWholeBackWithAnEmptyValue() {
        putAccount();
        put(Source.CONTEXT_PARAM, "allowedHosts", "WXCONFIG_ALLOWED_HOSTS", "a.example");
        put(Source.INIT_PARAM, "allowedHosts", "WXCONFIG_ALLOWED_HOSTS", "");

        assertThat(read().get(SettingsTable.ALLOWED_HOSTS).admits(new PageUrl("https://b.example/")))
                .isTrue();
    }

    /** What the kubelet's envvars.go makes of a service, and Docker's links.go of a link, of each of these names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            textBlock =
                    """
            SERVICE_HOST=10.0.0.11
            SERVICE_PORT=8080
            SERVICE_PORT_HTTP=8080
            SERVICE_PORT_HTTP_METRICS=9090
            PORT=tcp://10.0.0.11:8080
            PORT_8080_TCP=tcp://10.0.0.11:8080
            PORT_8080_TCP_PROTO=tcp
            PORT_8080_TCP_PORT=8080
            PORT_8080_TCP_ADDR=10.0.0.11
            PORT_53_UDP=udp://10.0.0.11:53
            PORT_38412_SCTP_ADDR=10.0.0.11
            PORT_8080_TCP_START=tcp://172.17.0.5:8080
            PORT_8080_TCP_PORT_START=8080
            PORT_8080_TCP_END=tcp://172.17.0.5:8082
            PORT_8080_TCP_PORT_END=8082
            NAME=/web/wxconfig
            ENV_JAVA_VERSION=17
            """)
    void passOverTheVariablesOfAServiceOfASimilarName(String variable, String value) {
        for (String service : List.of("WXCONFIG", "WXCONFIG_HUB", "WXCONFIG_TICKET_KEY_2")) {
            environment.put(service + "_" + variable, value);
        }

        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WXCONFIG_APPID",
                "WXCONFIG_SECRT",
                "WXCONFIG_APP_NAME",
                "WXCONFIG_HUB",
                "WXCONFIG_HUB_SERVICE",
                "WXCONFIG_PORTS",
                "WXCONFIG_HUB_PORT_HTTP",
                "WXCONFIG_ENV",
                "WXCONFIG_SUPPORT"
            })
    void areRefusedInTheEnvironmentUnlessAServiceHasThem(String variable) {
        environment.put(variable, "s3cret-value");

        assertThat(refusal().mistakes())
                .singleElement()
                .asString()
                .startsWith("environment variable " + variable + ": there is no such setting")
                .doesNotContain("s3cret-value");
    }

    @Test
    void areNoneOfOursElsewhere() {
        filter.contextParam("appId", "of another library");
        system.setProperty("appId", "of another library");
        environment.put("APP_ID", "of another library");

        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            INIT_PARAM      | appID       | init-param appID: there is no such setting; did you mean appId?
            INIT_PARAM      | app-id      | init-param app-id: there is no such setting; did you mean appId?
            INIT_PARAM      | jsApis      | init-param jsApis: there is no such setting; the manual lists them all.
            INIT_PARAM      | jsApiLists  | init-param jsApiLists: there is no such setting; did you mean jsApiList?
            INIT_PARAM      | 微信         | init-param 微信: there is no such setting; the manual lists them all.
            CONTEXT_PARAM   | appID       | context-param wxconfig.appID: there is no such setting; did you mean appId?
            SYSTEM_PROPERTY | secretfile  | system property wxconfig.secretfile: there is no such setting; did you mean secretFile?
            ENVIRONMENT     | APPID       | environment variable WXCONFIG_APPID: there is no such setting; did you mean WXCONFIG_APP_ID?
            ENVIRONMENT     | TOKEN       | environment variable WXCONFIG_TOKEN: there is no such setting; did you mean WXCONFIG_TOKEN_ENDPOINT?
            PROPERTIES_FILE | wxconfig.x1 | /WEB-INF/wxconfig.properties: wxconfig.x1: there is no such setting; the manual lists them all.
            """)
    void areRefusedUnderAnotherName(Source source, String name, String mistake) {
        put(source, name, "WXCONFIG_" + name, "a value that is not repeated");

        assertThat(refusal().mistakes()).containsExactly(mistake);
    }

    @Test
    void areAllRefusedAtOnce() {
        put(Source.INIT_PARAM, "appid", "", "wx");
        put(Source.ENVIRONMENT, "", "WXCONFIG_SECRETS", "the-secret");
        put(Source.PROPERTIES_FILE, "inject", "", "always");
        put(Source.SYSTEM_PROPERTY, "browsers", "", "safari");

        assertThat(refusal().mistakes())
                .containsExactly(
                        "init-param appid: there is no such setting; did you mean appId?",
                        "environment variable WXCONFIG_SECRETS: there is no such setting; did you mean WXCONFIG_SECRET?",
                        "inject: not one of auto, manual.",
                        "browsers: not one of wechat, all.");
        assertThat(refusal()).hasMessageNotContaining("the-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdkUrl=/sdk.js", "wxconfig.sdkUrl = /sdk.js", "# 微信\nsdkUrl:/sdk.js"})
    void areReadFromAPropertiesFileWithAndWithoutPrefix(String content) {
        putAccount();
        filter.file(FILE, content);

        assertThat(sdkUrl()).isEqualTo("/sdk.js");
    }

    @Test
    void areReadFromThePropertiesFileThatIsNamed(@TempDir Path directory) throws IOException {
        putAccount();
        Path outside = Files.writeString(directory.resolve("any.properties"), "sdkUrl=/outside.js");
        filter.file(FILE, "sdkUrl=/inside.js");
        filter.file("/WEB-INF/other.properties", "sdkUrl=/other.js");

        assertThat(sdkUrl()).isEqualTo("/inside.js");

        filter.initParam("properties", "/WEB-INF/other.properties");
        assertThat(sdkUrl()).isEqualTo("/other.js");

        filter.initParam("properties", outside.toString());
        assertThat(sdkUrl()).isEqualTo("/outside.js");

        filter.initParam("properties", " ");
        assertThat(sdkUrl()).isEqualTo("/inside.js");
    }

    @Test
    void needNoPropertiesFileThatNobodyNamed() {
        putAccount();
        assertThat(sdkUrl()).startsWith("https://res.wx.qq.com/");
    }

    @Test
    void sayWhatIsWrongWithAPropertiesFile(@TempDir Path directory) {
        assertThat(properties("/WEB-INF/missing.properties"))
                .startsWith("properties: there is no such file; give its path");
        assertThat(properties(directory.resolve("missing").toString())).startsWith("properties: there is no such file");
        assertThat(properties(directory.toString())).startsWith("properties: ").contains("cannot be read", "check");
        filter.file(FILE, "secret=\\u12");
        assertThat(properties(FILE)).startsWith("properties: ").contains("cannot be read", "its form");
    }

    private void put(Source source, String name, String variable, String value) {
        switch (source) {
            case INIT_PARAM -> filter.initParam(name, value);
            case CONTEXT_PARAM -> filter.contextParam("wxconfig." + name, value);
            case SYSTEM_PROPERTY -> system.setProperty("wxconfig." + name, value);
            case ENVIRONMENT -> environment.put(variable, value);
            case PROPERTIES_FILE -> file.setProperty(name, value);
        }
    }

    private void putAccount() {
        system.setProperty("wxconfig.appId", "wx0123456789abcdef");
        system.setProperty("wxconfig.secret", "a secret");
    }

    private Settings read() {
        return all().get(0);
    }

    private List<Settings> all() {
        if (!file.isEmpty()) {
            filter.file(
                    FILE,
                    file.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(joining("\n")));
        }
        return Settings.read(filter, system, environment);
    }

    private String sdkUrl() {
        return read().script("").sdkUrl();
    }

    private String properties(String path) {
        filter.initParam("properties", path);
        List<String> mistakes = refusal().mistakes();
        assertThat(mistakes).hasSize(1);
        return mistakes.get(0);
    }

    private InvalidSettingsException refusal() {
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, this::all);
        assertThat(refused).isNotNull();
        return refused;
    }

    private static Account account(Settings settings) {
        return new Account(
                settings.get(SettingsTable.APP_ID).orElseThrow(),
                settings.get(SettingsTable.SECRET).orElseThrow());
    }

    /** The peer, if it is the one that is believed. */
    private static String trusted(Settings settings) {
        return new PageUrlReader(null, settings.get(SettingsTable.TRUSTED_PROXIES), headers -> {})
                .read(FakeRequest.get("/")
                        .from("203.0.113.7")
                        .headers("X-Forwarded-Host: believed")
                        .build())
                .filter(page -> page.host().equals("believed"))
                .map(page -> "203.0.113.7")
                .orElse("nobody");
    }

    private static String allowed(Settings settings) {
        return settings.get(SettingsTable.ALLOWED_HOSTS).admits(new PageUrl("https://b.example/"))
                ? "any"
                : "a.example";
    }

    private static String excluded(Settings settings) {
        return settings.get(SettingsTable.EXCLUDE)
                        .match(FakeRequest.get("/").mappedTo("/api/a", null).build())
                ? "/api/*"
                : "none";
    }
}
