package io.github.wxconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of several accounts in one place: {@code account.NAME.SETTING} belongs to one account, which has all else from
 * the settings without such a name.
 */
final class AccountSections {
    private static final Pattern OWN = Pattern.compile("(account\\.[\\w-]+\\.)(.*)");
    private static final Pattern SETTING = Pattern.compile("\\w+");
    /** What makes an account the one it is; it has none of these from the others. */
    private static final Set<String> IDENTITY = Set.of("appId", "secret", "secretFile", "paths");

    private final Map<String, String> common = new HashMap<>();
    private final SortedMap<String, Map<String, String>> own = new TreeMap<>();

    /** @param values of all sources */
    AccountSections(Map<String, String> values) {
        values.forEach((name, value) -> {
            String prefix = prefix(name);
            (prefix.isEmpty() ? common : own.computeIfAbsent(prefix, found -> new HashMap<>()))
                    .put(name.substring(prefix.length()), value);
        });
    }

    /** {@code account.NAME.}, or nothing where the setting is a common one. */
    static String prefix(String name) {
        Matcher matcher = OWN.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /**
     * The settings of every account, and the common ones, which may be those of an account as well.
     *
     * @param mistakes what has been found wrong so far
     * @throws InvalidSettingsException with all that is wrong
     */
    List<Settings> settings(List<String> mistakes) {
        Set<String> all = new LinkedHashSet<>(mistakes);
        List<Settings> settings = new ArrayList<>();
        settings(common, "", all).ifPresent(settings::add);
        own.forEach((prefix, values) -> settings(overlaid(values), prefix, all).ifPresent(settings::add));
        all.addAll(Accounts.mistakes(settings));
        if (!all.isEmpty()) {
            throw new InvalidSettingsException(List.copyOf(all));
        }
        return settings;
    }

    private Map<String, String> overlaid(Map<String, String> values) {
        Map<String, String> overlaid = new HashMap<>(common);
        overlaid.keySet().removeAll(IDENTITY);
        overlaid.putAll(values);
        return overlaid;
    }

    private Optional<Settings> settings(Map<String, String> values, String prefix, Set<String> mistakes) {
        try {
            Settings settings = new Settings(values, prefix);
            if (!prefix.isEmpty() && settings.appId().isEmpty()) {
                mistakes.add(prefix + "appId: missing; an account that is named has one.");
            }
            return Optional.of(settings);
        } catch (InvalidSettingsException e) {
            e.mistakes().forEach(mistake -> mistakes.add(isInherited(mistake, prefix) ? mistake : prefix + mistake));
            return Optional.empty();
        }
    }

    /** Whether the common setting is wrong, and is told of already. */
    private boolean isInherited(String mistake, String prefix) {
        Matcher name = SETTING.matcher(mistake);
        return name.lookingAt()
                && common.containsKey(name.group())
                && !IDENTITY.contains(name.group())
                && !own.getOrDefault(prefix, Map.of()).containsKey(name.group());
    }
}
