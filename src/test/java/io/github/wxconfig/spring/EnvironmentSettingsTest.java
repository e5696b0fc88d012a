package io.github.wxconfig.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.FakeFilterConfig;
import io.github.wxconfig.config.Accounts;
import io.github.wxconfig.config.SettingsTable;
import io.github.wxconfig.config.Values;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What Spring Boot's properties say. */
class EnvironmentSettingsTest {
    private static final String FILE = "/WEB-INF/wxconfig.properties";

    private final FakeFilterConfig application = new FakeFilterConfig();
    private final Map<String, Object> variables = new HashMap<>(Map.of("PATH", "/bin", "WX", "none of ours"));
    private final Map<String, Object> properties = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {"wxconfig.sdk-url", "wxconfig.sdkUrl", "wxconfig.sdk_url", "wxconfig.sdkurl", "wxconfig.SDK-URL"
            })
    void areSpelledAsSpringBootAllows(String name) {
        putAccount();
        properties.put(name, "/sdk.js");

        assertThat(only().get(SettingsTable.SDK_URL)).isEqualTo("/sdk.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WXCONFIG_SDK_URL", "WXCONFIG_SDKURL"})
    void areReadFromTheEnvironmentInBothSpellings(String variable) {
        putAccount();
        variables.put(variable, "/sdk.js");

        assertThat(only().get(SettingsTable.SDK_URL)).isEqualTo("/sdk.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WXCONFIG_ALLOWEDHOSTS_", "WXCONFIG_ALLOWED_HOSTS_"})
    void takeListsInEveryForm(String variable) {
        putAccount();
        properties.put("wxconfig.js-api-list[0]", "scanQRCode");
        properties.put("wxconfig.js-api-list[1]", "chooseImage");
        properties.put("wxconfig.open-tag-list", "wx-open-audio, wx-open-launch-app wx-open-subscribe");
        variables.put(variable + "0", "a.example");
        variables.put(variable + "1", "b.example");

        assertThat(only().get(SettingsTable.JS_API_LIST)).containsExactly("scanQRCode", "chooseImage");
        assertThat(only().get(SettingsTable.OPEN_TAG_LIST))
                .containsExactly("wx-open-audio", "wx-open-launch-app", "wx-open-subscribe");
        assertThat(only().get(SettingsTable.ALLOWED_HOSTS).domains()).containsExactly("a.example", "b.example");
    }

    @Test
    void mayBeMadeOfOtherProperties() {
        properties.put("wxconfig.app-id", "${account.id}");
        properties.put("account.id", "wx0123456789abcdef");
        properties.put("wxconfig.secret", "${WECHAT_SECRET}");
        variables.put("WECHAT_SECRET", "a secret");

        assertThat(only().get(SettingsTable.APP_ID)).hasValue("wx0123456789abcdef");
        assertThat(only().get(SettingsTable.SECRET)).hasValue("a secret");
    }

    @Test
    void sayWhichPlaceholderStandsForNothing() {
        properties.put("wxconfig.app-id", "wx0123456789abcdef");
        properties.put("wxconfig.secret", "s3cret-value${NOWHERE}");
        properties.put("wxconfig.inject", "always");

        assertThat(read().mistakes())
                .containsExactly(
                        "property wxconfig.secret: a placeholder in its value names nothing; set what it names.",
                        "inject: not one of auto, manual.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            wxconfig.app-idd             | wxconfig.app-idd: there is no such setting; did you mean wxconfig.app-id?
            wxconfig.secretfiles         | wxconfig.secretfiles: there is no such setting; did you mean wxconfig.secret-file?
            wxconfig.app.id              | wxconfig.app.id: there is no such setting; did you mean wxconfig.app-id?
            wxconfig.colour              | wxconfig.colour: there is no such setting; the manual lists them all.
            wxconfig.store[0]            | wxconfig.store[0]: there is no such setting; did you mean wxconfig.store?
            wxconfig.account.tea.app-idd | wxconfig.account.tea.app-idd: there is no such setting; did you mean wxconfig.account.tea.app-id?
            wxconfig.account.tea         | wxconfig.account.tea: there is no such setting; the manual lists them all.
            """)
    void refuseAPropertyThatIsNone(String name, String mistake) {
        putAccount();
        properties.put(name, "a value that is not repeated");

        assertThat(read().mistakes())
                .singleElement()
                .asString()
                .isEqualTo(
                        "property " + mistake.replaceFirst(":", " (\"" + name + "\" from property source \"test\"):"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            WXCONFIG_APPIDD              | WXCONFIG_APPIDD: there is no such setting; did you mean WXCONFIG_APP_ID?
            WXCONFIG_ACCOUNT_TEA_COLOUR  | WXCONFIG_ACCOUNT_TEA_COLOUR: there is no such setting; the manual lists them all.
            """)
    void refuseAVariableThatIsNone(String name, String mistake) {
        putAccount();
        variables.put(name, "a value that is not repeated");
        variables.put("WXCONFIG_HUB_SERVICE_HOST", "10.0.0.11");

        assertThat(read().mistakes()).containsExactly("environment variable " + mistake);
    }

    /** The line of the file is what somebody looks for. */
    @Test
    void nameThePlaceOfWhatIsWrong() throws IOException {
        putAccount();
        StandardEnvironment environment = environment();
        new PropertiesPropertySourceLoader()
                .load("file", new ByteArrayResource("\nwxconfig.appidd=wx".getBytes(UTF_8), "application.properties"))
                .forEach(environment.getPropertySources()::addLast);

        assertThat(EnvironmentSettings.read(environment, application.getServletContext())
                        .mistakes())
                .singleElement()
                .asString()
                .contains("application.properties", "2:17");
    }

    @Test
    void haveSeveralAccounts() {
        properties.put("wxconfig.account.tea.app-id", "wx1123456789abcdef");
        properties.put("wxconfig.account.tea.secret", "a secret");
        properties.put("wxconfig.account.tea.paths", "/tea/*");
        properties.put("wxconfig.account.shop.appId", "wx0123456789abcdef");
        variables.put("WXCONFIG_ACCOUNT_SHOP_SECRET", "another");
        variables.put("WXCONFIG_SPA", "true");

        assertThat(read().mistakes()).isEmpty();
        assertThat(read().values())
                .extracting(account -> account.get(SettingsTable.APP_ID).orElseThrow())
                .containsExactly("wx1123456789abcdef", "wx0123456789abcdef");
        assertThat(read().values()).allMatch(account -> account.get(SettingsTable.SPA));
    }

    @Test
    void areThoseOfWxjavaWhereNoneIsOurs() {
        properties.put("wx.mp.app-id", "wx0123456789abcdef");
        properties.put("wx.mp.secret", "a secret");
        properties.put("wx.mp.token", "of no use here");

        assertThat(only().get(SettingsTable.APP_ID)).hasValue("wx0123456789abcdef");
        assertThat(only().get(SettingsTable.SECRET)).hasValue("a secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wxconfig.", "wxconfig.account.tea."})
    void areNotThoseOfWxjavaBesideOurs(String prefix) {
        properties.put("wx.mp.appId", "wx1123456789abcdef");
        properties.put("wx.mp.secret", "another");
        properties.put(prefix + "app-id", "wx0123456789abcdef");
        properties.put(prefix + "secret", "a secret");

        assertThat(only().get(SettingsTable.APP_ID)).hasValue("wx0123456789abcdef");
        assertThat(only().get(SettingsTable.SECRET)).hasValue("a secret");
    }

    @Test
    void goBeforeThePropertiesFile() {
        application.file(FILE, "appId=wx0123456789abcdef\nsecret=a secret\nsdkUrl=/file.js\nspa=true");
        properties.put("wxconfig.sdk-url", "/property.js");
        properties.put("wx.mp.app-id", "wx1123456789abcdef");

        assertThat(only().get(SettingsTable.APP_ID)).hasValue("wx0123456789abcdef");
        assertThat(only().get(SettingsTable.SDK_URL)).isEqualTo("/property.js");
        assertThat(only().get(SettingsTable.SPA)).isTrue();
    }

    @Test
    void needNoAccount() {
        assertThat(read()).isEqualTo(new Accounts(List.of(), List.of()));
    }

    private void putAccount() {
        properties.put("wxconfig.app-id", "wx0123456789abcdef");
        properties.put("wxconfig.secret", "a secret");
    }

    private Values only() {
        Accounts accounts = read();
        assertThat(accounts.mistakes()).isEmpty();
        assertThat(accounts.values()).hasSize(1);
        return accounts.values().get(0);
    }

    private Accounts read() {
        return EnvironmentSettings.read(environment(), application.getServletContext());
    }

    private StandardEnvironment environment() {
        return new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                sources.addLast(
                        new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
                sources.addLast(new MapPropertySource("test", properties));
            }
        };
    }
}
