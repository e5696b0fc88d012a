package io.github.wxconfig.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import io.github.wxconfig.config.Setting;
import io.github.wxconfig.config.Setting.Form;
import io.github.wxconfig.config.SettingsTable;
import io.github.wxconfig.script.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What IDEs know of the properties {@code wxconfig.*}. */
class SpringMetadataTest {
    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final Path WANTED = Path.of("target/spring-configuration-metadata.json");
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @Test
    void isThatOfTheTable() throws IOException {
        String wanted = GSON.toJson(metadata());
        Files.writeString(WANTED, wanted + "\n");

        assertThat(JsonParser.parseString(Files.readString(FILE)))
                .as("the properties; %s has what belongs into %s", WANTED, FILE)
                .isEqualTo(JsonParser.parseString(wanted));
    }

    private static Map<String, Object> metadata() {
        List<Object> properties = new ArrayList<>();
        List<Object> hints = new ArrayList<>();
        for (Setting<?> setting : SettingsTable.all()) {
            String name = property(setting.name());
            properties.add(property(name, type(setting), setting.meaning(), shownDefault(setting)));
            if (setting.form() == Form.SECRET) {
                String content = "A file that holds the value of " + name + " and nothing else.";
                properties.add(property(name + "-file", "java.lang.String", content, null));
            }
            if (!setting.choices().isEmpty() && !isBoolean(setting)) {
                hints.add(Map.of(
                        "name",
                        name,
                        "values",
                        setting.choices().stream()
                                .map(choice -> Map.of("value", choice))
                                .toList()));
            }
        }
        properties.add(property(
                "wxconfig.account",
                "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.String>>",
                "Settings of several accounts, each by a name: wxconfig.account.shop.app-id. An account has all else"
                        + " from the settings without a name.",
                null));
        properties.add(property(
                "management.health.wxconfig.enabled",
                "java.lang.Boolean",
                "Whether health tells if pages are signed.",
                true));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("properties", properties);
        metadata.put("hints", hints);
        return metadata;
    }

    private static Map<String, Object> property(
            String name, String type, String description, @Nullable Object otherwise) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", name);
        property.put("type", type);
        property.put("description", description);
        if (otherwise != null) {
            property.put("defaultValue", otherwise);
        }
        return property;
    }

    /** As Spring Boot's documentation says how names are written. */
    private static String property(String setting) {
        return "wxconfig." + String.join("-", setting.split("(?=[A-Z])")).toLowerCase(Locale.ROOT);
    }

    private static boolean isBoolean(Setting<?> setting) {
        return setting.choices().contains("true");
    }

    private static String type(Setting<?> setting) {
        if (setting.form() == Form.LIST) {
            return "java.util.List<java.lang.String>";
        }
        return isBoolean(setting) ? "java.lang.Boolean" : "java.lang.String";
    }

    private static @Nullable Object shownDefault(Setting<?> setting) {
        String shown = setting.shownDefault();
        if (shown.equals("–")) {
            return null;
        }
        if (setting.form() == Form.LIST) {
            return Names.in(shown);
        }
        return isBoolean(setting) ? (Object) Boolean.valueOf(shown) : shown;
    }
}
