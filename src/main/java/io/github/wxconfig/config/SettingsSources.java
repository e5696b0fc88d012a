package io.github.wxconfig.config;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where settings are looked for: init-params of the filter, context-params, system properties, environment, and a
 * properties file; the first that has a name decides. A name that is not in the table is a mistake wherever it says that it
 * is meant for wxconfig.
 */
public final class SettingsSources {
    static final String DEFAULT_FILE = "/WEB-INF/wxconfig.properties";

    private static final String PREFIX = "wxconfig.";
    private static final String ENVIRONMENT_PREFIX = "WXCONFIG_";

    /**
     * What Kubernetes tells every container of a service whose name begins with wxconfig, and Docker of a linked
     * container: each variable with its value.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">Kubernetes</a>
     */
    private static final Pattern OF_SERVICE = Pattern.compile("(?s)WXCONFIG(_\\w+)?_("
            + "SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_[A-Z]+(_(ADDR|PROTO|PORT|START|END|PORT_START|PORT_END))?)?"
            + "|ENV_\\w+)=.*|WXCONFIG(_\\w+)?_NAME=/.+/.+");

    /** No longer than a name is; what follows a line break within a value of a file is read as a name, and may be a secret. */
    private static final Pattern NAME = Pattern.compile("([\\p{L}\\p{N}_-]{1,31}(\\.|$))+");

    private final Map<String, String> values = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    /** Settings of which nothing is known yet. */
    public SettingsSources() {}

    /**
     * What an application says in its own files.
     *
     * @param initParams of the filter
     * @param contextParams of the application
     * @param resources opens what a path below the application's root names; null: there is none
     */
    public record Application(
            Map<String, String> initParams,
            Map<String, String> contextParams,
            Function<String, @Nullable InputStream> resources) {
        /** One that runs in a container. */
        public static Application of(FilterConfig config) {
            return of(parameters(config.getInitParameterNames(), config::getInitParameter), config.getServletContext());
        }

        /** The same where no filter says anything of its own. */
        public static Application of(ServletContext context) {
            return of(Map.of(), context);
        }

        private static Application of(Map<String, String> initParams, ServletContext context) {
            return new Application(
                    initParams,
                    parameters(context.getInitParameterNames(), context::getInitParameter),
                    context::getResourceAsStream);
        }

        private static Map<String, String> parameters(Enumeration<String> names, UnaryOperator<String> value) {
            Map<String, String> parameters = new LinkedHashMap<>();
            names.asIterator().forEachRemaining(name -> parameters.put(name, value.apply(name)));
            return parameters;
        }
    }

    /** The accounts of one filter, and all that is wrong with its settings. */
    public static Accounts read(Application application, Properties system, Map<String, String> environment) {
        SettingsSources sources = new SettingsSources();
        application.initParams().forEach((name, value) -> sources.take(name, value, "init-param " + name));
        application.contextParams().forEach((name, value) -> sources.takePrefixed(name, value, "context-param "));
        for (String name : new TreeSet<>(system.stringPropertyNames())) {
            sources.takePrefixed(name, system.getProperty(name), "system property ");
        }
        new TreeSet<>(environment.keySet())
                .forEach(variable -> sources.takeVariable(variable, environment.get(variable)));
        sources.takeFile(application);
        return sources.accounts();
    }

    /** The accounts in all that has been taken, and all that is wrong with it. */
    public Accounts accounts() {
        return Accounts.of(values, mistakes);
    }

    /** Whether an appId has been taken. */
    public boolean nameAnAccount() {
        return values.keySet().stream().anyMatch(name -> name.endsWith(SettingsTable.APP_ID.name()));
    }

    private void takePrefixed(String name, @Nullable String value, String source) {
        if (name.startsWith(PREFIX)) {
            take(name.substring(PREFIX.length()), value, source + name);
        }
    }

    /** Takes an environment variable if it is meant for wxconfig. */
    public void takeVariable(String variable, @Nullable String value) {
        boolean foreign = OF_SERVICE.matcher(variable + "=" + value).matches();
        if (variable.startsWith(ENVIRONMENT_PREFIX) && !foreign) {
            String name = SettingsTable.names().stream()
                    .filter(known -> environmentName(known).equals(variable))
                    .findFirst()
                    .orElse(variable);
            take(name, value, "environment variable " + variable, SettingsSources::environmentName);
        }
    }

    private void take(String name, @Nullable String value, String source) {
        take(name, value, source, UnaryOperator.identity());
    }

    /**
     * Takes a setting, unless one of its name has been taken before. A name that is not in the table is a mistake.
     *
     * @param name as in a properties file
     * @param source what it is called there, for a message
     * @param spelling what another name is called there
     */
    public void take(String name, @Nullable String value, String source, UnaryOperator<String> spelling) {
        String prefix = Accounts.prefix(name);
        String setting = name.substring(prefix.length());
        boolean known = SettingsTable.names().contains(setting);
        if (!known || (setting.equals(SettingsTable.PROPERTIES.name()) && !prefix.isEmpty())) {
            mistakes.add(source + ": there is no such setting"
                    + closest(setting)
                            .filter(other -> !other.equals(setting))
                            .map(other -> spelling.apply(prefix + other))
                            .map(other -> "; did you mean " + other + "?")
                            .orElse("; the manual lists them all."));
        } else if (value != null) {
            values.putIfAbsent(name, value);
        }
    }

    /** {@code appId} becomes {@code WXCONFIG_APP_ID}. */
    private static String environmentName(String name) {
        return ENVIRONMENT_PREFIX + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static Optional<String> closest(String name) {
        String letters = letters(name);
        return SettingsTable.names().stream()
                .filter(known -> !letters.isEmpty())
                .filter(known -> letters(known).startsWith(letters) || letters.startsWith(letters(known)))
                .min(Comparator.comparingInt(known -> Math.abs(letters(known).length() - letters.length())));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replace("wxconfig", "").replaceAll("[^a-z]", "");
    }

    /** Keeps something else that is wrong, with its cure. */
    public void refuse(String mistake) {
        mistakes.add(mistake);
    }

    /** Takes what is in the properties file, the last of all places. */
    public void takeFile(Application application) {
        String configured =
                values.getOrDefault(SettingsTable.PROPERTIES.name(), "").strip();
        String file = configured.isEmpty() ? DEFAULT_FILE : configured;
        Properties properties = new Properties();
        try (InputStream in = open(application, file)) {
            if (in != null) {
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                properties.load(reader);
            } else if (!configured.isEmpty()) {
                mistakes.add("properties: there is no such file; give its path on the server, or one that"
                        + " starts with /WEB-INF/.");
            }
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add("properties: the file cannot be read (" + e.getClass().getSimpleName()
                    + "); check its path, who may read it, and its form.");
        }
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            String shown = NAME.matcher(name).matches() ? name : "a line that names no setting";
            take(plain, properties.getProperty(name), file + ": " + shown);
        }
    }

    private static @Nullable InputStream open(Application application, String file) throws IOException {
        if (file.startsWith("/WEB-INF/")) {
            return application.resources().apply(file);
        }
        try {
            Path path = Path.of(file);
            return Files.exists(path) ? Files.newInputStream(path) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
