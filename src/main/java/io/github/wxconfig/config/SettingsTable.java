package io.github.wxconfig.config;

import static io.github.wxconfig.config.Setting.NONE;

import io.github.wxconfig.config.Setting.Form;
import io.github.wxconfig.page.AllowedHosts;
import io.github.wxconfig.page.PathPatterns;
import io.github.wxconfig.page.PublicBaseUrl;
import io.github.wxconfig.page.TrustedProxies;
import io.github.wxconfig.script.JsApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Every setting: its name, default, meaning, and how it is read. The tables of the manual and the names that the sources
 * of settings may hold are those of this one.
 */
public final class SettingsTable {
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<Optional<String>> APP_ID = optional(
            "appId",
            "The account's public name: wx and 16 digits, shown at mp.weixin.qq.com under Basic configuration. Without it no"
                    + " page is signed.",
            Readers::appId);
    public static final Setting<Optional<String>> SECRET =
            secret("secret", "The account's secret.", Function.identity());
    public static final Setting<List<String>> JS_API_LIST = list(
            "jsApiList",
            String.join(" ", JsApi.DEFAULT),
            "The APIs that every page may use. A name that nobody knows is sent, and the log has a warning.",
            JsApi.DEFAULT,
            Readers::names);
    public static final Setting<List<String>> OPEN_TAG_LIST =
            list("openTagList", NONE, "The open tags that every page may use.", List.of(), Readers::names);
    public static final Setting<Boolean> DEBUG = choice(
            "debug",
            "The client shows every answer in an alert, and the page's console says why a signature is refused.",
            "true"::equals,
            "false",
            "true");
    public static final Setting<String> SDK_URL = text(
            "sdkUrl",
            Readers.SDK_URL,
            "Where the official script is loaded from. When that fails, the page asks res2.wx.qq.com.",
            Readers.SDK_URL,
            Readers::sdkUrl);
    public static final Setting<Optional<PublicBaseUrl>> PUBLIC_BASE_URL = optional(
            "publicBaseUrl",
            "The address under which browsers see the application's context root, where no header of a proxy says so:"
                    + " https://www.example.com or https://www.example.com/shop.",
            PublicBaseUrl::parse);
    public static final Setting<TrustedProxies> TRUSTED_PROXIES = list(
            "trustedProxies",
            String.join(" ", TrustedProxies.LOOPBACK_AND_PRIVATE),
            "The addresses and networks (CIDR) from which Forwarded and X-Forwarded-* are believed: loopback, private,"
                    + " link-local and shared ones.",
            TrustedProxies.loopbackAndPrivate(),
            TrustedProxies::of);
    public static final Setting<AllowedHosts> ALLOWED_HOSTS = list(
            "allowedHosts",
            NONE,
            "The account's JS-safe domains, subdomains included. A page of another host passes untouched. Not set: pages of"
                    + " every host are signed.",
            AllowedHosts.any(),
            AllowedHosts::of);
    public static final Setting<List<String>> DOMAIN_VERIFICATION = list(
            "domainVerification",
            NONE,
            "The codes, or names, of WeChat's files MP_verify_CODE.txt, which are answered: WeChat asks for one before it"
                    + " takes a JS-safe domain.",
            List.of(),
            codes -> codes.stream().map(Readers::verificationCode).toList());
    public static final Setting<PathPatterns> PATHS = list(
            "paths",
            "/*",
            "The paths whose pages the account signs, as servlet mappings. Needed where several accounts share a host.",
            PathPatterns.any(),
            PathPatterns::of);
    public static final Setting<Boolean> INJECT = choice(
            "inject",
            "auto: every HTML page gets the script. manual: only where a tag, the dialect or the request attribute places"
                    + " it.",
            "auto"::equals,
            "auto",
            "manual");
    public static final Setting<PathPatterns> EXCLUDE = list(
            "exclude",
            NONE,
            "Paths that pass untouched, as servlet mappings: /api/* *.json /health.",
            PathPatterns.none(),
            PathPatterns::of);
    public static final Setting<Boolean> WECHAT_ONLY = choice(
            "browsers",
            "wechat, or all: which browsers load the official script. The page is the same for all of them.",
            "wechat"::equals,
            "wechat",
            "all");
    public static final Setting<Boolean> SHARE = choice(
            "share",
            "none, or auto: every page gets a share card from its own title, description and picture.",
            "auto"::equals,
            "none",
            "auto");
    public static final Setting<Boolean> SPA = choice(
            "spa",
            "Pages are signed again when their scripts change the address by history.pushState.",
            "true"::equals,
            "false",
            "true");
    public static final Setting<Optional<String>> SIGN_PATH = add(
            "signPath",
            Readers.SIGN_PATH,
            "Where a page has its address signed if it is not the one that came with the page, below the context root; none"
                    + " switches it off.",
            Optional.of(Readers.SIGN_PATH),
            Form.TEXT,
            entries -> Readers.signPath(entries.get(0)));
    public static final Setting<Boolean> STABLE_TOKEN = choice(
            "tokenEndpoint",
            "stable (POST stable_token) or classic (GET token). Classic tokens of two systems end each other.",
            "stable"::equals,
            "stable",
            "classic");
    public static final Setting<List<URI>> API_BASE_URLS = list(
            "apiBaseUrl",
            Readers.API_URL,
            "Where WeChat's API is; several are tried in order.",
            List.of(URI.create(Readers.API_URL)),
            urls -> urls.stream().map(Readers::apiBaseUrl).toList());
    public static final Setting<String> STORE = text(
            "store",
            "ehcache",
            "Where token and ticket are kept: ehcache (heap and disk), or a Redis that all nodes share,"
                    + " redis://[user:password@]host:port[/db] or rediss://.",
            "ehcache",
            Readers::store);
    public static final Setting<String> STORE_DIRECTORY = text(
            "storeDirectory",
            "java.io.tmpdir",
            "Where a directory is made, for this user alone, in which Ehcache keeps token and ticket over a restart.",
            System.getProperty("java.io.tmpdir", "."),
            Readers::directory);
    public static final Setting<Optional<URI>> TICKET_URL = optional(
            "ticketUrl",
            "Another server of yours that hands out the ticket, as one with hubPath does; in place of the secret.",
            Readers::ticketUrl);
    public static final Setting<Optional<String>> HUB_PATH = optional(
            "hubPath", "Where this application hands out token and ticket to your other servers.", Readers::hubPath);
    public static final Setting<Optional<String>> HUB_KEY = secret(
            "hubKey",
            "The bearer key that both sides of a hub share: at least 32 characters; openssl rand -hex 32 makes one.",
            Readers::key);
    static final Setting<Optional<String>> PROPERTIES = add(
            "properties",
            SettingsSources.DEFAULT_FILE,
            "A file that may hold every setting, and several accounts. The default one may be missing.",
            Optional.empty(),
            Form.TEXT,
            entries -> Optional.of(entries.get(0)));

    private SettingsTable() {}

    /** Every row. */
    public static List<Setting<?>> all() {
        return List.copyOf(ALL);
    }

    /** Every name that a source of settings may hold. */
    static List<String> names() {
        return ALL.stream().flatMap(Setting::names).toList();
    }

    private static <T> Setting<T> add(
            String name,
            String shownDefault,
            String meaning,
            T otherwise,
            Form form,
            Function<List<String>, T> reader) {
        return add(new Setting<>(name, shownDefault, meaning, otherwise, form, List.of(), reader));
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    private static Setting<String> text(
            String name, String shownDefault, String meaning, String otherwise, UnaryOperator<String> reader) {
        return add(name, shownDefault, meaning, otherwise, Form.TEXT, entries -> reader.apply(entries.get(0)));
    }

    private static <T> Setting<Optional<T>> optional(String name, String meaning, Function<String, T> reader) {
        return optional(name, meaning, Form.TEXT, reader);
    }

    private static Setting<Optional<String>> secret(String name, String meaning, Function<String, String> reader) {
        return optional(name, meaning, Form.SECRET, reader);
    }

    private static <T> Setting<Optional<T>> optional(
            String name, String meaning, Form form, Function<String, T> reader) {
        return add(name, NONE, meaning, Optional.empty(), form, entries -> Optional.of(reader.apply(entries.get(0))));
    }

    private static <T> Setting<T> list(
            String name, String shownDefault, String meaning, T otherwise, Function<List<String>, T> reader) {
        return add(name, shownDefault, meaning, otherwise, Form.LIST, reader);
    }

    /** One of two words, the first of which is the default. */
    private static Setting<Boolean> choice(
            String name, String meaning, Predicate<String> reader, String first, String second) {
        return add(new Setting<>(
                name,
                first,
                meaning,
                reader.test(first),
                Form.TEXT,
                List.of(first, second),
                entries -> reader.test(Readers.oneOf(entries.get(0), first, second))));
    }
}
