package io.github.wxconfig.spring;

import io.github.wxconfig.config.Accounts;
import io.github.wxconfig.config.Setting;
import io.github.wxconfig.config.SettingsSources;
import io.github.wxconfig.config.SettingsSources.Application;
import io.github.wxconfig.config.SettingsTable;
import jakarta.servlet.ServletContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The settings as Spring Boot has them: {@code appId} is the property {@code wxconfig.app-id}, from whatever source and in
 * whatever spelling Spring Boot reads it. A property that begins so and is no setting is a mistake wherever a source can
 * list its properties.
 */
final class EnvironmentSettings {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("wxconfig");
    private static final ConfigurationPropertyName ACCOUNT = ROOT.append("account");

    /** The names of WxJava's starter. */
    private static final Map<String, String> OF_WXJAVA = Map.of("appId", "wx.mp.app-id", "secret", "wx.mp.secret");

    private final Iterable<ConfigurationPropertySource> places;
    private final Binder binder;
    private final SettingsSources sources = new SettingsSources();
    /** By what Spring Boot calls them, for which case and dashes do not matter. */
    private final Map<ConfigurationPropertyName, Known> known = new LinkedHashMap<>();

    private EnvironmentSettings(Environment environment) {
        places = ConfigurationPropertySources.get(environment);
        binder = Binder.get(environment);
    }

    /**
     * A setting of one account, or of all.
     *
     * @param name as in a properties file
     */
    private record Known(String name, boolean isList) {}

    /** All accounts, and all that is wrong. The properties file is read as well, after all properties of Spring Boot. */
    static Accounts read(Environment environment, ServletContext context) {
        EnvironmentSettings settings = new EnvironmentSettings(environment);
        settings.know(ROOT, "");
        settings.places.forEach(settings::knowAccounts);
        settings.known.forEach(settings::take);
        settings.places.forEach(settings::refuseUnknown);
        settings.sources.takeFile(Application.of(context));
        if (!settings.sources.nameAnAccount()) {
            OF_WXJAVA.forEach(
                    (name, other) -> settings.take(ConfigurationPropertyName.of(other), new Known(name, false)));
        }
        return settings.sources.accounts();
    }

    private void know(ConfigurationPropertyName root, String prefix) {
        for (Setting<?> setting : SettingsTable.all()) {
            boolean list = setting.form() == Setting.Form.LIST;
            setting.names()
                    .forEach(name -> known.putIfAbsent(root.append(spelled(name)), new Known(prefix + name, list)));
        }
    }

    private void knowAccounts(ConfigurationPropertySource place) {
        if (place instanceof IterableConfigurationPropertySource listed) {
            listed.stream()
                    .filter(name -> ACCOUNT.isAncestorOf(name) && name.getNumberOfElements() > 3)
                    .forEach(name -> know(
                            name.chop(3),
                            "account." + name.getElement(2, ConfigurationPropertyName.Form.ORIGINAL) + "."));
        }
    }

    /** A placeholder that names nothing stays as it is in what Spring Boot reads. */
    private void take(ConfigurationPropertyName property, Known setting) {
        String value = setting.isList()
                ? binder.bind(property, Bindable.listOf(String.class))
                        .map(entries -> String.join(" ", entries))
                        .orElse(null)
                : binder.bind(property, Bindable.of(String.class)).orElse(null);
        if (value != null) {
            sources.take(setting.name(), value, property.toString(), EnvironmentSettings::property);
            if (value.contains("${")) {
                sources.refuse(
                        "property " + property + ": a placeholder in its value names nothing; set what it names.");
            }
        }
    }

    private void refuseUnknown(ConfigurationPropertySource place) {
        if (place.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
            List<String> letters = known.keySet().stream()
                    .map(name -> letters(name.toString()))
                    .toList();
            for (String variable : variables.getPropertyNames()) {
                if (!letters.contains(letters(variable.replaceFirst("_\\d+_?$", "")))) {
                    sources.takeVariable(variable, String.valueOf(variables.getProperty(variable)));
                }
            }
        } else if (place instanceof IterableConfigurationPropertySource listed) {
            listed.stream()
                    .filter(name -> ROOT.isAncestorOf(name) && !isKnown(name))
                    .forEach(name -> sources.take(
                            name.subName(1).toString(), "", described(name, listed), EnvironmentSettings::property));
        }
    }

    private boolean isKnown(ConfigurationPropertyName name) {
        Known setting = known.get(name.isLastElementIndexed() ? name.getParent() : name);
        return setting != null && (setting.isList() || !name.isLastElementIndexed());
    }

    private static String described(ConfigurationPropertyName name, ConfigurationPropertySource place) {
        ConfigurationProperty property = place.getConfigurationProperty(name);
        @Nullable Object origin = property == null ? null : property.getOrigin();
        return "property " + name + (origin == null ? "" : " (" + origin + ")");
    }

    /** {@code appId} is the property {@code wxconfig.app-id}. */
    private static String property(String setting) {
        return ROOT + "." + spelled(setting);
    }

    private static String spelled(String setting) {
        return setting.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What Spring Boot compares of the name of an environment variable. */
    private static String letters(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    }
}
