package io.github.wxconfig;

import static io.github.wxconfig.config.SettingsTable.ALLOWED_HOSTS;
import static io.github.wxconfig.config.SettingsTable.API_BASE_URLS;
import static io.github.wxconfig.config.SettingsTable.APP_ID;
import static io.github.wxconfig.config.SettingsTable.DEBUG;
import static io.github.wxconfig.config.SettingsTable.HUB_KEY;
import static io.github.wxconfig.config.SettingsTable.JS_API_LIST;
import static io.github.wxconfig.config.SettingsTable.OPEN_TAG_LIST;
import static io.github.wxconfig.config.SettingsTable.PUBLIC_BASE_URL;
import static io.github.wxconfig.config.SettingsTable.SDK_URL;
import static io.github.wxconfig.config.SettingsTable.SECRET;
import static io.github.wxconfig.config.SettingsTable.SHARE;
import static io.github.wxconfig.config.SettingsTable.SIGN_PATH;
import static io.github.wxconfig.config.SettingsTable.SPA;
import static io.github.wxconfig.config.SettingsTable.STABLE_TOKEN;
import static io.github.wxconfig.config.SettingsTable.TICKET_URL;
import static io.github.wxconfig.config.SettingsTable.WECHAT_ONLY;

import io.github.wxconfig.config.Accounts;
import io.github.wxconfig.config.Setting;
import io.github.wxconfig.config.SettingsSources;
import io.github.wxconfig.config.SettingsSources.Application;
import io.github.wxconfig.config.Values;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.page.PublicBaseUrl;
import io.github.wxconfig.script.JsApi;
import io.github.wxconfig.script.OpenTag;
import io.github.wxconfig.script.ScriptOptions;
import io.github.wxconfig.script.ShareCard;
import io.github.wxconfig.ticket.Account;
import io.github.wxconfig.ticket.CredentialIssuer;
import io.github.wxconfig.ticket.CredentialStore;
import io.github.wxconfig.wechat.HubApi;
import io.github.wxconfig.wechat.TokenEndpoint;
import io.github.wxconfig.wechat.WechatApi;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * How wxconfig works in one application. Immutable; made by a {@link #builder()} where the filter is registered in code,
 * and read from init-params and what stands behind them where it is not. The names are the same everywhere, and each is
 * described in the manual.
 *
 * <pre>{@code
 * new WxConfigFilter(Settings.builder().appId("wx…").secretFile(Path.of("/run/secrets/wechat")).build())
 * }</pre>
 */
public final class Settings {
    private static final Logger log = Logs.of(Settings.class);

    private final Values values;
    private final CredentialStore store;
    private final Optional<CredentialIssuer> ownIssuer;
    private final Function<HttpServletRequest, @Nullable String> cspNonce;

    /** Settings that say all there is. */
    Settings(Values values) {
        this(values, values.credentialStore(), Optional.empty(), request -> null);
    }

    private Settings(
            Values values,
            CredentialStore store,
            Optional<CredentialIssuer> ownIssuer,
            Function<HttpServletRequest, @Nullable String> cspNonce) {
        this.values = values;
        this.store = store;
        this.ownIssuer = ownIssuer;
        this.cspNonce = cspNonce;
        JsApi.remarks(get(JS_API_LIST)).forEach(remark -> log.warn("jsApiList: {}", Printable.message(remark)));
        OpenTag.remarks(get(OPEN_TAG_LIST), get(SDK_URL))
                .forEach(remark -> log.warn("openTagList: {}", Printable.message(remark)));
    }

    /**
     * The settings of every account that is set somewhere, the one with the narrowest hosts and paths first.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    static List<Settings> read(FilterConfig config, Properties system, Map<String, String> environment) {
        return of(SettingsSources.read(Application.of(config), system, environment));
    }

    /**
     * The settings of each of these accounts.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    static List<Settings> of(Accounts accounts) {
        if (!accounts.mistakes().isEmpty()) {
            throw new InvalidSettingsException(accounts.mistakes());
        }
        return accounts.values().stream().map(Settings::new).toList();
    }

    /** Nothing is set yet; {@code appId} and {@code secret} are needed for pages to be signed. */
    public static Builder builder() {
        return new Builder();
    }

    <T> T get(Setting<T> setting) {
        return values.get(setting);
    }

    /** Where the account's tickets come from; nothing where there is no account. */
    Optional<CredentialIssuer> issuer(InstantSource clock) {
        return get(APP_ID).map(appId -> ownIssuer.orElseGet(() -> issuer(values, clock)));
    }

    /** Where the tickets come from of an account that is set. */
    static CredentialIssuer issuer(Values values, InstantSource clock) {
        String appId = values.get(APP_ID).orElseThrow();
        Optional<URI> hub = values.get(TICKET_URL);
        if (hub.isPresent()) {
            return new HubApi(appId, hub.get(), values.get(HUB_KEY).orElseThrow(), clock);
        }
        return new WechatApi(
                new Account(appId, values.get(SECRET).orElseThrow()),
                values.get(STABLE_TOKEN) ? TokenEndpoint.STABLE : TokenEndpoint.CLASSIC,
                values.get(API_BASE_URLS),
                clock);
    }

    /** What the pages of the application with this context path get that ask for nothing else. */
    ScriptOptions script(String contextPath) {
        return new ScriptOptions(
                get(SDK_URL),
                values.secondSdkUrl(),
                get(JS_API_LIST),
                get(OPEN_TAG_LIST),
                get(DEBUG),
                get(SHARE) ? Optional.of(ShareCard.ofPage()) : Optional.empty(),
                get(ALLOWED_HOSTS).domains(),
                get(SIGN_PATH).map(path -> root(contextPath) + path),
                get(SPA),
                !get(WECHAT_ONLY));
    }

    /** The path of the context root as browsers see it. */
    String root(String contextPath) {
        return get(PUBLIC_BASE_URL).map(PublicBaseUrl::path).orElse(contextPath);
    }

    Path storeDirectory() {
        return values.storeDirectory();
    }

    /** Keeps token and ticket; not in use before a filter uses it. */
    CredentialStore store() {
        return store;
    }

    /** Asked for a page's nonce where its request names none. */
    Function<HttpServletRequest, @Nullable String> cspNonce() {
        return cspNonce;
    }

    /** Collects settings; the one given last counts. Each argument of a list is one entry. */
    public static final class Builder {
        private final Map<String, String> values = new HashMap<>();

        private final Map<String, List<String>> lists = new HashMap<>();

        private Function<HttpServletRequest, @Nullable String> cspNonce = request -> null;

        private @Nullable CredentialStore ownStore;

        private Optional<CredentialIssuer> ownIssuer = Optional.empty();

        private Builder() {}

        /** The account's public name. */
        public Builder appId(String appId) {
            return set("appId", appId);
        }

        /** The account's secret. */
        public Builder secret(String secret) {
            return set("secret", secret);
        }

        /** A file that holds the secret and nothing else. */
        public Builder secretFile(Path file) {
            return set("secretFile", file.toString());
        }

        /** The APIs that pages may use; unset: sharing. */
        public Builder jsApiList(String... names) {
            return set("jsApiList", names);
        }

        /** The open tags that pages may use; unset: none. */
        public Builder openTagList(String... names) {
            return set("openTagList", names);
        }

        /** Whether the client shows every answer in an alert; unset: no. */
        public Builder debug(boolean debug) {
            return set("debug", Boolean.toString(debug));
        }

        /** Where the official script is loaded from; unset: WeChat's own host. */
        public Builder sdkUrl(String url) {
            return set("sdkUrl", url);
        }

        /** The address under which browsers see the application's context root, where no header can tell. */
        public Builder publicBaseUrl(String url) {
            return set("publicBaseUrl", url);
        }

        /** Networks whose forwarded headers are believed; unset: loopback and private ones. */
        public Builder trustedProxies(String... networks) {
            return set("trustedProxies", networks);
        }

        /** The account's JS-safe domains; unset: a page of any host is signed. */
        public Builder allowedHosts(String... hosts) {
            return set("allowedHosts", hosts);
        }

        /** Codes, or names, of WeChat's files {@code MP_verify_CODE.txt}, which are answered; unset: none. */
        public Builder domainVerification(String... codes) {
            return set("domainVerification", codes);
        }

        /**
         * Where the account signs pages, as servlet mappings; unset: everywhere. They are compared with the decoded path,
         * and may be percent-encoded themselves.
         */
        public Builder paths(String... patterns) {
            return set("paths", patterns);
        }

        /**
         * Where a page has an address signed that is not the one that came with it, below the context root; unset: {@code
         * /wxconfig/sign}; {@code none}: nowhere.
         */
        public Builder signPath(String path) {
            return set("signPath", path);
        }

        /** Whether pages sign again when they change their address by {@code history.pushState}; unset: no. */
        public Builder spa(boolean spa) {
            return set("spa", Boolean.toString(spa));
        }

        /** {@code auto}: every page is signed; {@code manual}: only those that ask. */
        public Builder inject(String mode) {
            return set("inject", mode);
        }

        /** Paths that pass untouched, as servlet mappings; compared and written as those of {@link #paths}. */
        public Builder exclude(String... patterns) {
            return set("exclude", patterns);
        }

        /** Which browsers load the official script: {@code wechat}, or {@code all}. */
        public Builder browsers(String browsers) {
            return set("browsers", browsers);
        }

        /** {@code none}, or {@code auto}: every page gets a share card from its own tags. */
        public Builder share(String share) {
            return set("share", share);
        }

        /** {@code stable} or {@code classic}. */
        public Builder tokenEndpoint(String endpoint) {
            return set("tokenEndpoint", endpoint);
        }

        /** Where WeChat's API is; each is tried in order when the one before cannot be reached. */
        public Builder apiBaseUrl(String... urls) {
            return set("apiBaseUrl", urls);
        }

        /** Where another server, like one with a {@code hubPath}, hands out the account's ticket; then no secret is set. */
        public Builder ticketUrl(String url) {
            return set("ticketUrl", url);
        }

        /** Where this application hands out the account's token and ticket to those who have the key; unset: nowhere. */
        public Builder hubPath(String path) {
            return set("hubPath", path);
        }

        /** The bearer key that {@code hubPath} and {@code ticketUrl} share: at least 32 characters. */
        public Builder hubKey(String key) {
            return set("hubKey", key);
        }

        /** A file that holds the hubKey and nothing else. */
        public Builder hubKeyFile(Path file) {
            return set("hubKeyFile", file.toString());
        }

        /**
         * Where token and ticket come from in place of WeChat; then no secret is needed. It is asked in the background, by
         * one thread at a time, and closed when the filter is destroyed.
         */
        public Builder credentialIssuer(CredentialIssuer issuer) {
            ownIssuer = Optional.of(issuer);
            return this;
        }

        /**
         * {@code ehcache}: heap and disk; or the address of a Redis that all nodes share, {@code
         * redis://[user:password@]host:port[/db]}, or {@code rediss://} for TLS.
         */
        public Builder store(String store) {
            ownStore = null;
            return set("store", store);
        }

        /**
         * A store of the application's own; for instance a {@link io.github.wxconfig.store.RedisCredentialStore} over a
         * client that knows a cluster or its sentinels. It is closed when the filter is destroyed.
         */
        public Builder store(CredentialStore store) {
            ownStore = store;
            values.remove("store");
            return this;
        }

        /**
         * Where a directory is made that keeps token and ticket over a restart, for this user alone; unset:
         * {@code java.io.tmpdir}.
         */
        public Builder storeDirectory(Path directory) {
            return set("storeDirectory", directory.toString());
        }

        /**
         * Where a page's nonce comes from that its Content-Security-Policy demands of script elements; asked on the
         * thread that writes the page, once. The request attribute {@code wxconfig.cspNonce} goes before it; unset, or
         * where it returns null: the policy's own header names the nonce.
         */
        public Builder cspNonce(Function<HttpServletRequest, @Nullable String> nonce) {
            cspNonce = nonce;
            return this;
        }

        /**
         * The settings, checked.
         *
         * @throws InvalidSettingsException with all that is wrong
         */
        public Settings build() {
            Values read = new Values(values, lists, ownIssuer.isPresent());
            if (!read.mistakes().isEmpty()) {
                throw new InvalidSettingsException(read.mistakes());
            }
            return new Settings(read, ownStore == null ? read.credentialStore() : ownStore, ownIssuer, cspNonce);
        }

        private Builder set(String name, String value) {
            values.put(name, value);
            return this;
        }

        private Builder set(String name, String[] entries) {
            lists.put(name, List.of(entries));
            return this;
        }
    }
}
