package io.github.wxconfig.config;

import io.github.wxconfig.page.AllowedHosts;
import io.github.wxconfig.page.PathPatterns;
import java.util.ArrayList;
import java.util.Comparator;
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
 * The accounts in one set of settings: {@code account.NAME.SETTING} belongs to one account, which has all else from the
 * settings without such a name; those are an account of their own where they have an appId.
 *
 * @param values of each account, the one with the narrowest hosts and paths first
 * @param mistakes all that is wrong, each with its cure; with any, the values are of no use
 */
public record Accounts(List<Values> values, List<String> mistakes) {
    private static final Pattern OWN = Pattern.compile("(account\\.[\\w-]+\\.)(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\w+");
    /** What makes an account the one it is; it has none of these from the others. */
    private static final Set<String> IDENTITY = Set.of("appId", "secret", "secretFile", "paths");

    private static final Comparator<Account> NARROWEST_FIRST = Comparator.comparing(
                    Account::hosts, Comparator.comparingInt(AllowedHosts::narrowness))
            .thenComparing(Account::paths, Comparator.comparingInt(PathPatterns::narrowness))
            .reversed();

    public Accounts {
        values = List.copyOf(values);
        mistakes = List.copyOf(mistakes);
    }

    private record Account(String prefix, Values values) {
        AllowedHosts hosts() {
            return values.get(SettingsTable.ALLOWED_HOSTS);
        }

        PathPatterns paths() {
            return values.get(SettingsTable.PATHS);
        }

        Optional<String> appId() {
            return values.get(SettingsTable.APP_ID);
        }
    }

    /** {@code account.NAME.}, or nothing where the setting is a common one. */
    static String prefix(String name) {
        Matcher matcher = OWN.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /**
     * Reads them.
     *
     * @param texts of all sources
     * @param found what has been found wrong so far
     */
    static Accounts of(Map<String, String> texts, List<String> found) {
        Map<String, String> common = new HashMap<>();
        SortedMap<String, Map<String, String>> own = new TreeMap<>();
        texts.forEach((name, text) -> {
            String prefix = prefix(name);
            (prefix.isEmpty() ? common : own.computeIfAbsent(prefix, any -> new HashMap<>()))
                    .put(name.substring(prefix.length()), text);
        });
        Set<String> mistakes = new LinkedHashSet<>(found);
        List<Account> accounts = new ArrayList<>();
        accounts.add(new Account("", new Values(common, Map.of(), false)));
        own.forEach(
                (prefix, its) -> accounts.add(new Account(prefix, new Values(overlaid(common, its), Map.of(), false))));
        for (Account account : accounts) {
            Map<String, String> its = own.getOrDefault(account.prefix(), Map.of());
            account.values().mistakes().forEach(mistake -> {
                boolean inherited = isInherited(mistake, common, its);
                mistakes.add(inherited ? mistake : account.prefix() + mistake);
            });
            if (!account.prefix().isEmpty() && account.appId().isEmpty() && !its.containsKey("appId")) {
                mistakes.add(account.prefix() + "appId: missing; an account that is named has one.");
            }
        }
        accounts.removeIf(account -> account.appId().isEmpty());
        accounts.sort(NARROWEST_FIRST);
        if (mistakes.isEmpty()) {
            mistakes.addAll(clashes(accounts));
        }
        return new Accounts(accounts.stream().map(Account::values).toList(), List.copyOf(mistakes));
    }

    private static Map<String, String> overlaid(Map<String, String> common, Map<String, String> own) {
        Map<String, String> overlaid = new HashMap<>(common);
        overlaid.keySet().removeAll(IDENTITY);
        overlaid.putAll(own);
        return overlaid;
    }

    /** Whether the common setting is wrong, and named already. */
    private static boolean isInherited(String mistake, Map<String, String> common, Map<String, String> own) {
        Matcher name = NAME.matcher(mistake);
        return name.lookingAt()
                && common.containsKey(name.group())
                && !IDENTITY.contains(name.group())
                && !own.containsKey(name.group());
    }

    /** An account is asked before the next ones, so that it must not take what one of those names. */
    private static List<String> clashes(List<Account> accounts) {
        List<String> clashes = new ArrayList<>();
        for (int j = 1; j < accounts.size(); j++) {
            for (int i = 0; i < j; i++) {
                clash(accounts.get(i), accounts.get(j)).ifPresent(clashes::add);
            }
        }
        return clashes;
    }

    private static Optional<String> clash(Account first, Account second) {
        String appId = second.appId().orElse("");
        String firstId = first.appId().orElse("");
        if (firstId.equals(appId)) {
            return Optional.of(
                    second.prefix() + "appId: " + appId + " is set twice; an account stands in one place, and"
                            + " may have several allowedHosts and paths there.");
        }
        return first.hosts().firstTakenFrom(second.hosts()).flatMap(host -> first.paths()
                .firstTakenFrom(second.paths())
                .map(path -> second.prefix() + "allowedHosts: " + host + " with the path " + path
                        + " is taken by two accounts, " + appId + " and " + firstId
                        + "; give each allowedHosts or paths of its own."));
    }
}
