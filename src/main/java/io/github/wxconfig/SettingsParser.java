package io.github.wxconfig;

import io.github.wxconfig.credential.Account;
import io.github.wxconfig.credential.CredentialStore;
import io.github.wxconfig.page.PathPatterns;
import io.github.wxconfig.script.JsApi;
import io.github.wxconfig.script.Names;
import io.github.wxconfig.script.OpenTag;
import io.github.wxconfig.script.ScriptOptions;
import io.github.wxconfig.script.ShareCard;
import io.github.wxconfig.store.EhcacheCredentialStore;
import io.github.wxconfig.store.RedisCredentialStore;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the texts of settings into values, and collects what is wrong with them. No mistake repeats a value: any of them
 * may be a secret in the wrong place, or an address with a password in it.
 */
final class SettingsParser {
    private static final Logger log = LoggerFactory.getLogger(SettingsParser.class);
    private static final String OFFICIAL_HOST = "https://res.wx.qq.com/";
    private static final String SECOND_HOST = "https://res2.wx.qq.com/";
    private static final String SDK_PATH = "open/js/jweixin-1.6.0.js";
    private static final String REDIS_LIBRARY = "redis.clients:jedis:8.0.2";
    private static final Pattern APP_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z._~+/-]+=*");
    private static final int SHORTEST_KEY = 32;
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(::|(0+:){7}0*)1]");
    private static final Pattern SDK_URL = Pattern.compile("(https?:/)?/[!-~&&[^\"'<>\\\\]]+");
    private static final Pattern USER = Pattern.compile("(https?:)?//[^/?#]*@");
    private static final String DEFAULT_SIGN_PATH = "/wxconfig/sign";
    private static final Pattern SIGN_PATH = Pattern.compile("(/[\\w.~-]*[\\w~-])+");

    private final Map<String, String> values;
    private final Map<String, List<String>> lists;
    private final List<String> mistakes = new ArrayList<>();

    /** @param lists values of settings that are lists, where they are known one by one */
    SettingsParser(Map<String, String> values, Map<String, List<String>> lists) {
        this.values = values;
        this.lists = lists;
    }

    /** Ends the reading. */
    void complain() {
        if (!mistakes.isEmpty()) {
            throw new InvalidSettingsException(mistakes);
        }
    }

    /** The account's name, or null where none is set. */
    @Nullable String appId() {
        Optional<String> appId = text("appId");
        boolean isSecret = appId.isPresent() && SECRET.matcher(appId.get()).matches();
        boolean isAppId = appId.isPresent() && APP_ID.matcher(appId.get()).matches();
        if (isSecret || isAppId != appId.isPresent()) {
            mistakes.add(
                    "appId: " + (isSecret ? "its value looks like a secret" : "its value is none")
                            + "; an appId looks like wx0123456789abcdef and is shown at mp.weixin.qq.com, Basic configuration.");
            return null;
        }
        return appId.orElse(null);
    }

    /** The account as WeChat knows it, which its secret proves. */
    Optional<Account> account(String appId) {
        Optional<String> secret = secret("secret", "secret", SECRET);
        if (secret.isEmpty() && text("secret").isEmpty() && text("secretFile").isEmpty()) {
            mistakes.add("secret: missing; set secret, or secretFile to a file that holds it, beside appId.");
        }
        return secret.map(value -> new Account(appId, value));
    }

    /** Where another server hands out the account's ticket. */
    Optional<TicketSource> ticketSource() {
        Optional<String> url = text("ticketUrl");
        Optional<String> key = key("ticketKey", 1);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (text("secret").isPresent() || text("secretFile").isPresent()) {
            mistakes.add(
                    "secret and ticketUrl are both set; keep one of them: with ticketUrl this application never asks"
                            + " WeChat itself.");
        }
        if (key.isEmpty()
                && text("ticketKey").isEmpty()
                && text("ticketKeyFile").isEmpty()) {
            mistakes.add(
                    "ticketKey: missing; set ticketKey, or ticketKeyFile to a file that holds it, to the key of the"
                            + " server at ticketUrl.");
        }
        URI address = this.<@Nullable URI>parsed("ticketUrl", SettingsParser::ticketUrl, null);
        return address == null ? Optional.empty() : key.map(value -> new TicketSource(address, value));
    }

    /** Where this application hands out the account's token and ticket; both settings or none. */
    Optional<HubAccess> hub() {
        Optional<String> path = text("hubPath");
        Optional<String> key = key("hubKey", SHORTEST_KEY);
        boolean keyIsSet = isSet("hubKey") || isSet("hubKeyFile");
        if (path.isPresent() && !keyIsSet) {
            mistakes.add("hubKey: missing; set hubKey, or hubKeyFile to a file that holds it, beside hubPath.");
        }
        if (path.isEmpty() && keyIsSet) {
            mistakes.add("hubPath: missing; set the path of the hub, like /wxconfig/hub, beside its key.");
        }
        if (path.isPresent() && isSet("ticketUrl")) {
            mistakes.add("hubPath and ticketUrl are both set; keep one of them: others can ask where ticketUrl asks.");
        }
        PathPatterns where = this.<@Nullable PathPatterns>parsed("hubPath", SettingsParser::path, null);
        return where == null ? Optional.empty() : key.map(value -> new HubAccess(where, value));
    }

    private static PathPatterns path(String path) {
        if (!path.startsWith("/") || path.contains("*")) {
            throw new IllegalArgumentException("no path like /wxconfig/hub");
        }
        return PathPatterns.of(List.of(path));
    }

    private static URI ticketUrl(String url) {
        URI uri = webAddress(url)
                .filter(address -> address.getRawFragment() == null)
                .orElseThrow(
                        () -> new IllegalArgumentException("not a URL like https://hub.example.com/wxconfig/ticket"));
        if (!"https".equals(uri.getScheme()) && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw new IllegalArgumentException("by http anybody on the way could read the key and the ticket; use https"
                    + " (http is for this machine only: localhost, 127.0.0.1, [::1])");
        }
        return uri;
    }

    /** A key that goes into an Authorization header (RFC 6750, section 2.1). */
    private Optional<String> key(String name, int shortest) {
        Optional<String> key = secret(name, "key", KEY);
        if (key.isPresent() && (!KEY.matcher(key.get()).matches() || key.get().length() < shortest)) {
            mistakes.add(name + ": " + (shortest > 1 ? "at least " + shortest + " " : "")
                    + "letters, digits and -._~+/ are wanted, and no spaces; openssl rand -hex 32 makes one.");
            return Optional.empty();
        }
        return key;
    }

    /** The setting of this name, or the content of the file that the setting NAMEFile names. */
    private Optional<String> secret(String name, String noun, Pattern looks) {
        Optional<String> secret = text(name);
        Optional<String> file = text(name + "File");
        if (secret.isPresent() && file.isPresent()) {
            mistakes.add(name + " and " + name + "File are both set; keep one of them.");
            return Optional.empty();
        }
        return secret.or(() -> file.flatMap(path -> contentOf(name + "File", path, noun, looks)));
    }

    private Optional<String> contentOf(String name, String file, String noun, Pattern looks) {
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (!content.isEmpty()) {
                return Optional.of(content);
            }
            mistakes.add(name + ": the file is empty; put the " + noun + " into it.");
        } catch (NoSuchFileException e) {
            mistakes.add(
                    looks.matcher(file).matches() && !file.contains("/") && file.length() >= SHORTEST_KEY
                            ? name + ": its value looks like a " + noun + "; set "
                                    + name.substring(0, name.length() - "File".length()) + " to a " + noun + ", and "
                                    + name + " to the path of a file."
                            : name + ": there is no such file; check its path.");
        } catch (MalformedInputException e) {
            mistakes.add(name + ": the file holds something else than text; put the " + noun + " alone into it.");
        } catch (IOException | InvalidPathException e) {
            mistakes.add(name + ": the file cannot be read (" + e.getClass().getSimpleName()
                    + "); check its path and who may read it.");
        }
        return Optional.empty();
    }

    /** @param domains the account's JS-safe domains, as far as they are known */
    ScriptOptions script(List<String> domains) {
        String sdkUrl = parsed("sdkUrl", SettingsParser::sdkUrl, OFFICIAL_HOST + SDK_PATH);
        String fallbackUrl = sdkUrl.startsWith(OFFICIAL_HOST)
                ? SECOND_HOST + sdkUrl.substring(OFFICIAL_HOST.length())
                : SECOND_HOST + SDK_PATH;
        List<String> apis = list("jsApiList", SettingsParser::names, List.<String>of());
        List<String> openTags = list("openTagList", SettingsParser::names, List.<String>of());
        JsApi.remarks(apis).forEach(remark -> log.warn("jsApiList: {}", remark));
        OpenTag.remarks(openTags, sdkUrl).forEach(remark -> log.warn("openTagList: {}", remark));
        return new ScriptOptions(
                sdkUrl,
                fallbackUrl,
                apis.isEmpty() ? JsApi.DEFAULT : apis,
                openTags,
                choice("debug", "false", "true").equals("true"),
                choice("share", "none", "auto").equals("auto") ? Optional.of(ShareCard.ofPage()) : Optional.empty(),
                domains,
                Optional.empty());
    }

    private static List<String> names(List<String> names) {
        if (names.stream().anyMatch(name -> !Names.in(name).equals(List.of(name)))) {
            throw new IllegalArgumentException("no name has a space or a comma in it; give each name by itself");
        }
        return names;
    }

    /** @param needed whether there must be one, at the usual place if no other is named */
    Optional<String> signPath(boolean needed) {
        return parsed(
                "signPath",
                path -> {
                    if (!SIGN_PATH.matcher(path).matches()) {
                        throw new IllegalArgumentException("no path within the application like " + DEFAULT_SIGN_PATH);
                    }
                    return Optional.of(path);
                },
                needed ? Optional.of(DEFAULT_SIGN_PATH) : Optional.empty());
    }

    private static String sdkUrl(String url) {
        if (!SDK_URL.matcher(url).matches() || USER.matcher(url).lookingAt()) {
            throw new IllegalArgumentException("neither a URL like " + OFFICIAL_HOST + SDK_PATH
                    + " nor a path that starts with /; a URL names no user");
        }
        return url;
    }

    List<URI> apiBaseUrls() {
        return list(
                "apiBaseUrl",
                urls -> urls.stream().map(SettingsParser::apiBaseUrl).toList(),
                List.of(URI.create("https://api.weixin.qq.com")));
    }

    private static URI apiBaseUrl(String url) {
        return webAddress(url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
                .orElseThrow(() -> new IllegalArgumentException("no URL like https://api.weixin.qq.com"));
    }

    private static Optional<URI> webAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A directory of our own below what is set: its permissions change, and other things may stand beside it. */
    Path storeDirectory() {
        String user = System.getProperty("user.name", "user").replaceAll("[^\\w.-]", "_");
        return parsed("storeDirectory", SettingsParser::directory, Path.of(System.getProperty("java.io.tmpdir", ".")))
                .resolve("wxconfig-" + user);
    }

    private static Path directory(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException repeatsThePath) {
            throw new IllegalArgumentException("no path of a directory");
        }
    }

    CredentialStore store(Path directory) {
        String store = text("store").orElse("ehcache");
        if (store.startsWith("redis")) {
            try {
                return RedisCredentialStore.at(store);
            } catch (IllegalArgumentException e) {
                mistakes.add("store: " + e.getMessage() + ".");
            } catch (NoClassDefFoundError e) {
                mistakes.add("store: the library for Redis is missing; add " + REDIS_LIBRARY + " to the application.");
            }
        } else if (!store.equals("ehcache")) {
            mistakes.add("store: neither ehcache nor an address like redis://user:password@host:6379/0.");
        }
        return new EhcacheCredentialStore(directory);
    }

    /** One of the words, the first of which is the default. */
    String choice(String name, String... words) {
        return parsed(
                name,
                text -> Stream.of(words)
                        .filter(text::equals)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not one of " + String.join(", ", words))),
                words[0]);
    }

    /** Entries as they were given one by one, or words separated by spaces or commas. */
    <T> T list(String name, Function<List<String>, T> parser, T otherwise) {
        List<String> entries = lists.getOrDefault(name, Names.in(values.getOrDefault(name, ""))).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        int before = mistakes.size();
        for (int i = 0; i < entries.size(); i++) {
            try {
                T unused = parser.apply(List.of(entries.get(i)));
            } catch (IllegalArgumentException e) {
                mistakes.add(name + (entries.size() > 1 ? ", entry " + (i + 1) : "") + ": " + e.getMessage() + ".");
            }
        }
        return entries.isEmpty() || mistakes.size() > before ? otherwise : parser.apply(entries);
    }

    /** The value, or the other one where it is not set or wrong. */
    <T extends @Nullable Object> T parsed(String name, Function<String, T> parser, T otherwise) {
        Optional<String> text = text(name);
        if (text.isPresent()) {
            try {
                return parser.apply(text.get());
            } catch (IllegalArgumentException e) {
                mistakes.add(name + ": " + e.getMessage() + ".");
            }
        }
        return otherwise;
    }

    boolean isSet(String name) {
        return text(name).isPresent();
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
