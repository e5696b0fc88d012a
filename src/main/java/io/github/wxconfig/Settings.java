package io.github.wxconfig;

import io.github.wxconfig.api.HubApi;
import io.github.wxconfig.api.TokenEndpoint;
import io.github.wxconfig.api.WechatApi;
import io.github.wxconfig.credential.Account;
import io.github.wxconfig.credential.CredentialIssuer;
import io.github.wxconfig.credential.CredentialStore;
import io.github.wxconfig.page.AllowedHosts;
import io.github.wxconfig.page.PathPatterns;
import io.github.wxconfig.page.PublicBaseUrl;
import io.github.wxconfig.page.TrustedProxies;
import io.github.wxconfig.script.ScriptOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How wxconfig works in one application. Immutable; made by a {@link #builder()} where the filter is registered in code,
 * and read from init-params and what stands behind them where it is not. The names are the same everywhere, and each is
 * described in the README.
 *
 * <pre>{@code
 * new WxConfigFilter(Settings.builder().appId("wx…").secretFile(Path.of("/run/secrets/wechat")).build())
 * }</pre>
 */
public final class Settings {
    private final String name;
    private final @Nullable String appId;
    private final Optional<CredentialIssuer> ownIssuer;
    private final Optional<TicketSource> ticketSource;
    private final Optional<Account> account;
    private final Optional<HubAccess> hub;
    private final ScriptOptions script;
    private final @Nullable PublicBaseUrl publicBaseUrl;
    private final TrustedProxies trustedProxies;
    private final AllowedHosts allowedHosts;
    private final PathPatterns paths;
    private final PathPatterns exclude;
    private final Optional<String> signPath;
    private final boolean singlePage;
    private final boolean automatic;
    private final boolean wechatOnly;
    private final TokenEndpoint tokenEndpoint;
    private final List<URI> apiBaseUrls;
    private final Path storeDirectory;
    private final CredentialStore store;
    private final Function<HttpServletRequest, @Nullable String> cspNonce;

    /**
     * Reads every value, and only then complains.
     *
     * @param name what stands before the names of an account's own settings; empty for all others
     */
    Settings(Map<String, String> values, String name) {
        this(values, Map.of(), name, request -> null, null, Optional.empty());
    }

    private Settings(
            Map<String, String> values,
            Map<String, List<String>> lists,
            String name,
            Function<HttpServletRequest, @Nullable String> cspNonce,
            @Nullable CredentialStore ownStore,
            Optional<CredentialIssuer> ownIssuer) {
        this.name = name;
        this.cspNonce = cspNonce;
        SettingsParser parser = new SettingsParser(values, lists);
        appId = parser.appId();
        this.ownIssuer = ownIssuer;
        ticketSource = parser.ticketSource();
        hub = parser.hub();
        boolean asksWechat = ownIssuer.isEmpty() && !parser.isSet("ticketUrl");
        account = appId != null && asksWechat ? parser.account(appId) : Optional.empty();
        publicBaseUrl = parser.<@Nullable PublicBaseUrl>parsed("publicBaseUrl", PublicBaseUrl::parse, null);
        trustedProxies = parser.list("trustedProxies", TrustedProxies::of, TrustedProxies.loopbackAndPrivate());
        allowedHosts = parser.list("allowedHosts", AllowedHosts::of, AllowedHosts.any());
        script = parser.script(allowedHosts.domains());
        paths = parser.list("paths", PathPatterns::of, PathPatterns.any());
        exclude = parser.list("exclude", PathPatterns::of, PathPatterns.none());
        singlePage = parser.choice("spa", "false", "true").equals("true");
        signPath = parser.signPath(singlePage);
        automatic = parser.choice("inject", "auto", "manual").equals("auto");
        wechatOnly = parser.choice("browsers", "all", "wechat").equals("wechat");
        tokenEndpoint = parser.choice("tokenEndpoint", "stable", "classic").equals("stable")
                ? TokenEndpoint.STABLE
                : TokenEndpoint.CLASSIC;
        apiBaseUrls = parser.apiBaseUrls();
        storeDirectory = parser.storeDirectory();
        CredentialStore named = parser.store(storeDirectory);
        store = ownStore == null ? named : ownStore;
        parser.complain();
    }

    /** Nothing is set yet; {@code appId} and {@code secret} are needed for pages to be signed. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@code account.NAME.}, for an account among several that has one; else empty. */
    String name() {
        return name;
    }

    /** The account's public name; nothing where no page is to be signed. */
    Optional<String> appId() {
        return Optional.ofNullable(appId);
    }

    /** The account as WeChat knows it; nothing where its tickets come from elsewhere. */
    Optional<Account> account() {
        return account;
    }

    /** Where the account's tickets come from; nothing where there is no account. */
    Optional<CredentialIssuer> issuer(InstantSource clock) {
        return appId().flatMap(id -> ownIssuer
                .or(() -> ticketSource.map(source -> new HubApi(id, source.url(), source.key(), clock)))
                .or(() -> account.map(known -> new WechatApi(known, tokenEndpoint, apiBaseUrls, clock))));
    }

    /** Where others get the account's token and ticket from this application. */
    Optional<HubAccess> hub() {
        return hub;
    }

    ScriptOptions script() {
        return script;
    }

    /** The same in the application with this context path. */
    ScriptOptions script(String contextPath) {
        String root = publicBaseUrl == null ? contextPath : publicBaseUrl.path();
        return script.withSignUrl(signPath.filter(path -> singlePage).map(path -> root + path));
    }

    /** Where addresses are signed on request, below the context root. */
    Optional<String> signPath() {
        return signPath;
    }

    @Nullable PublicBaseUrl publicBaseUrl() {
        return publicBaseUrl;
    }

    TrustedProxies trustedProxies() {
        return trustedProxies;
    }

    AllowedHosts allowedHosts() {
        return allowedHosts;
    }

    /** Where the account signs pages. */
    PathPatterns paths() {
        return paths;
    }

    PathPatterns exclude() {
        return exclude;
    }

    /** Whether every page gets its script without asking. */
    boolean automatic() {
        return automatic;
    }

    /** Whether only WeChat's own browser gets the script. */
    boolean wechatOnly() {
        return wechatOnly;
    }

    TokenEndpoint tokenEndpoint() {
        return tokenEndpoint;
    }

    List<URI> apiBaseUrls() {
        return apiBaseUrls;
    }

    Path storeDirectory() {
        return storeDirectory;
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

        /**
         * Where the account signs pages, as servlet mappings; unset: everywhere. They are compared with the decoded path,
         * and may be percent-encoded themselves.
         */
        public Builder paths(String... patterns) {
            return set("paths", patterns);
        }

        /** Where addresses are signed on request, below the context root; unset: nowhere, unless {@code spa} is on. */
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

        /** {@code all}, or {@code wechat}: only WeChat's own browser gets the script. */
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

        /** What the server at {@code ticketUrl} wants to see as a bearer token. */
        public Builder ticketKey(String key) {
            return set("ticketKey", key);
        }

        /** A file that holds the ticketKey and nothing else. */
        public Builder ticketKeyFile(Path file) {
            return set("ticketKeyFile", file.toString());
        }

        /** Where this application hands out the account's token and ticket to those who have the key; unset: nowhere. */
        public Builder hubPath(String path) {
            return set("hubPath", path);
        }

        /** The bearer key for {@code hubPath}: at least 32 characters. */
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
            return new Settings(values, lists, "", cspNonce, ownStore, ownIssuer);
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
