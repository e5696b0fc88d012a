package io.github.wxconfig.config;

import io.github.wxconfig.script.Names;
import io.github.wxconfig.store.EhcacheCredentialStore;
import io.github.wxconfig.store.RedisCredentialStore;
import io.github.wxconfig.ticket.CredentialStore;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of one account, read and checked against each other. Immutable. */
public final class Values {
    private static final Pattern LOOKS_SECRET = Pattern.compile("[\\w._~+-]{32,}+=*+");
    private static final String REDIS_LIBRARY = "redis.clients:jedis:8.0.2";

    private final Map<String, String> texts;
    private final Map<String, List<String>> lists;
    private final Map<Setting<?>, Object> read = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final CredentialStore store;

    /**
     * Reads every value, and keeps what is wrong.
     *
     * @param texts by the names of the {@link SettingsTable}
     * @param lists the entries of those settings that are lists, where they are known one by one
     * @param hasIssuer whether tokens come from neither WeChat nor a hub
     */
    public Values(Map<String, String> texts, Map<String, List<String>> lists, boolean hasIssuer) {
        this.texts = Map.copyOf(texts);
        this.lists = Map.copyOf(lists);
        for (Setting<?> setting : SettingsTable.all()) {
            read.put(setting, value(setting));
        }
        checkAccount(hasIssuer);
        checkHub();
        store = store();
    }

    /** What is wrong, each with its cure; no secret is in any of them. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** The value of a setting, or its default. */
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
        return (T) read.getOrDefault(setting, setting.otherwise());
    }

    boolean isSet(Setting<?> setting) {
        return setting.names().anyMatch(name -> text(name).isPresent());
    }

    /** Where the official script is loaded from when the first address fails. */
    public String secondSdkUrl() {
        String first = get(SettingsTable.SDK_URL);
        return "https://res2.wx.qq.com/"
                + (first.startsWith(Readers.OFFICIAL_HOST)
                        ? first.substring(Readers.OFFICIAL_HOST.length())
                        : Readers.SDK_PATH);
    }

    /** A directory of our own below what is set: its permissions change, and other things may stand beside it. */
    public Path storeDirectory() {
        String user = System.getProperty("user.name", "user").replaceAll("[^\\w.-]", "_");
        return Path.of(get(SettingsTable.STORE_DIRECTORY)).resolve("wxconfig-" + user);
    }

    /** Keeps token and ticket; not in use yet. */
    public CredentialStore credentialStore() {
        return store;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private <T> T value(Setting<T> setting) {
        List<String> entries = entries(setting);
        int before = mistakes.size();
        for (int i = 0; i < entries.size(); i++) {
            try {
                T unused = setting.reader().apply(List.of(entries.get(i)));
            } catch (IllegalArgumentException e) {
                String entry = entries.size() > 1 ? ", entry " + (i + 1) : "";
                mistakes.add(setting.name() + entry + ": " + e.getMessage() + ".");
            }
        }
        return entries.isEmpty() || mistakes.size() > before
                ? setting.otherwise()
                : setting.reader().apply(entries);
    }

    private List<String> entries(Setting<?> setting) {
        return switch (setting.form()) {
            case TEXT -> text(setting.name()).stream().toList();
            case SECRET -> secret(setting).stream().toList();
            case LIST ->
                lists.getOrDefault(setting.name(), Names.in(texts.getOrDefault(setting.name(), ""))).stream()
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        };
    }

    /** The setting itself, or the content of the file that NAMEFile names. */
    private Optional<String> secret(Setting<?> setting) {
        Optional<String> secret = text(setting.name());
        Optional<String> file = text(setting.fileName());
        if (secret.isPresent() && file.isPresent()) {
            mistakes.add(setting.name() + " and " + setting.fileName() + " are both set; keep one of them.");
            return Optional.empty();
        }
        return secret.or(() -> file.flatMap(path -> contentOf(setting, path)));
    }

    private Optional<String> contentOf(Setting<?> setting, String file) {
        String name = setting.fileName();
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (!content.isEmpty()) {
                return Optional.of(content);
            }
            mistakes.add(name + ": the file is empty; put the " + noun(setting) + " into it.");
        } catch (NoSuchFileException | InvalidPathException e) {
            mistakes.add(
                    LOOKS_SECRET.matcher(file).matches()
                            ? name + ": its value looks like a " + noun(setting) + "; set " + setting.name() + " to a "
                                    + noun(setting) + ", and " + name + " to the path of a file."
                            : name + ": there is no such file; check its path.");
        } catch (MalformedInputException e) {
            mistakes.add(
                    name + ": the file holds something else than text; put the " + noun(setting) + " alone into it.");
        } catch (IOException e) {
            mistakes.add(name + ": the file cannot be read (" + e.getClass().getSimpleName()
                    + "); check its path and who may read it.");
        }
        return Optional.empty();
    }

    private static String noun(Setting<?> setting) {
        return setting.equals(SettingsTable.SECRET) ? "secret" : "key";
    }

    private void checkAccount(boolean hasIssuer) {
        boolean secret = isSet(SettingsTable.SECRET);
        if (isSet(SettingsTable.TICKET_URL) && secret) {
            mistakes.add(
                    "secret and ticketUrl are both set; keep one of them: with ticketUrl this application never asks"
                            + " WeChat itself.");
        }
        if (get(SettingsTable.APP_ID).isPresent() && !hasIssuer && !isSet(SettingsTable.TICKET_URL) && !secret) {
            mistakes.add("secret: missing; set secret, or secretFile to a file that holds it, beside appId.");
        }
    }

    private void checkHub() {
        boolean path = isSet(SettingsTable.HUB_PATH);
        boolean url = isSet(SettingsTable.TICKET_URL);
        boolean key = isSet(SettingsTable.HUB_KEY);
        if ((path || url) && !key) {
            mistakes.add("hubKey: missing; set hubKey, or hubKeyFile to a file that holds it, beside "
                    + (path ? "hubPath." : "ticketUrl: the key of the server there."));
        }
        if (key && !path && !url) {
            mistakes.add("hubPath: missing; set the path of the hub, like /wxconfig/hub, beside its key.");
        }
        if (path && get(SettingsTable.HUB_PATH).equals(get(SettingsTable.SIGN_PATH))) {
            mistakes.add("hubPath and signPath are the same path; change one of them.");
        }
        if (path && url) {
            mistakes.add("hubPath and ticketUrl are both set; keep one of them: others can ask where ticketUrl asks.");
        }
    }

    private CredentialStore store() {
        String address = get(SettingsTable.STORE);
        try {
            return address.startsWith("redis")
                    ? RedisCredentialStore.at(address)
                    : new EhcacheCredentialStore(storeDirectory());
        } catch (IllegalArgumentException e) {
            mistakes.add("store: " + e.getMessage() + ".");
        } catch (NoClassDefFoundError e) {
            mistakes.add("store: the library for Redis is missing; add " + REDIS_LIBRARY + " to the application.");
        }
        return new EhcacheCredentialStore(storeDirectory());
    }
}
