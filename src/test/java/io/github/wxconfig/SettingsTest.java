package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wxconfig.config.SettingsTable;
import io.github.wxconfig.config.Values;
import io.github.wxconfig.page.FakeRequest;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.script.ShareCard;
import io.github.wxconfig.store.EhcacheCredentialStore;
import io.github.wxconfig.store.RedisCredentialStore;
import io.github.wxconfig.ticket.Account;
import io.github.wxconfig.ticket.CredentialIssuer;
import io.github.wxconfig.ticket.CredentialStore;
import io.github.wxconfig.wechat.HubApi;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String APP_ID = "wx0123456789abcdef";
    private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY";
    private static final String SECRET = "00112233445566778899aabbccddeeff";

    /** The contract: the table of the manual. */
    @Test
    void haveTheDocumentedDefaults() {
        Settings settings = Settings.builder().build();

        assertThat(account(settings)).isEmpty();
        assertThat(settings.script("").jsApiList())
                .containsExactly("checkJsApi", "updateAppMessageShareData", "updateTimelineShareData");
        assertThat(settings.script("").openTagList()).isEmpty();
        assertThat(settings.script("").debug()).isFalse();
        assertThat(settings.script("").share()).isEmpty();
        assertThat(settings.script("").sdkUrl()).isEqualTo("https://res.wx.qq.com/open/js/jweixin-1.6.0.js");
        assertThat(settings.script("").fallbackUrl()).isEqualTo("https://res2.wx.qq.com/open/js/jweixin-1.6.0.js");
        assertThat(settings.get(SettingsTable.PUBLIC_BASE_URL)).isEmpty();
        assertThat(settings.get(SettingsTable.ALLOWED_HOSTS).admits(new PageUrl("https://any.example/")))
                .isTrue();
        assertThat(settings.get(SettingsTable.EXCLUDE)
                        .match(FakeRequest.get("/any").build()))
                .isFalse();
        assertThat(settings.get(SettingsTable.SIGN_PATH)).hasValue("/wxconfig/sign");
        assertThat(settings.script("/shop").signUrl()).hasValue("/shop/wxconfig/sign");
        assertThat(settings.script("/shop").spa()).isFalse();
        assertThat(settings.script("/shop").allBrowsers()).isFalse();
        assertThat(settings.get(SettingsTable.INJECT)).isTrue();
        assertThat(settings.get(SettingsTable.WECHAT_ONLY)).isTrue();
        assertThat(settings.get(SettingsTable.STABLE_TOKEN)).isTrue();
        assertThat(settings.get(SettingsTable.API_BASE_URLS)).containsExactly(URI.create("https://api.weixin.qq.com"));
        assertThat(settings.storeDirectory().getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(settings.storeDirectory().getFileName()).hasToString("wxconfig-" + System.getProperty("user.name"));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, https", "192.168.1.1, https", "127.0.0.1, https", "203.0.113.7, http"})
    void believeProxiesAtPrivateAddressesByDefault(String peer, String scheme) {
        Settings settings = Settings.builder().build();

        assertThat(seenFrom(peer, settings)).startsWith(scheme + "://");
    }

    @Test
    void holdWhatTheBuilderWasGiven(@TempDir Path directory) {
        Settings settings = Settings.builder()
                .appId(APP_ID)
                .secret(SECRET)
                .jsApiList("chooseImage", "scanQRCode")
                .openTagList("wx-open-audio")
                .debug(true)
                .sdkUrl("/js/jweixin.js")
                .publicBaseUrl("https://www.example.com/shop")
                .trustedProxies("203.0.113.0/24")
                .allowedHosts("example.com", "example.org")
                .inject("manual")
                .exclude("/api/*", "*.json")
                .browsers("all")
                .share("auto")
                .tokenEndpoint("classic")
                .apiBaseUrl("https://api.weixin.qq.com/", "https://api2.weixin.qq.com")
                .store("ehcache")
                .storeDirectory(directory)
                .build();

        assertThat(account(settings)).hasValue(new Account(APP_ID, SECRET));
        assertThat(settings.script("").jsApiList())
                .containsExactly(
                        "chooseImage",
                        "scanQRCode",
                        "updateAppMessageShareData",
                        "updateTimelineShareData",
                        "onMenuShareAppMessage",
                        "onMenuShareTimeline");
        assertThat(settings.script("").share()).hasValue(ShareCard.ofPage());
        assertThat(settings.script("").domains()).containsExactly("example.com", "example.org");
        assertThat(settings.script("").openTagList()).containsExactly("wx-open-audio");
        assertThat(settings.script("").debug()).isTrue();
        assertThat(settings.script("").sdkUrl()).isEqualTo("/js/jweixin.js");
        assertThat(settings.get(SettingsTable.PUBLIC_BASE_URL).orElseThrow())
                .hasToString("https://www.example.com/shop");
        assertThat(settings.get(SettingsTable.ALLOWED_HOSTS).admits(new PageUrl("https://www.example.org/")))
                .isTrue();
        assertThat(settings.get(SettingsTable.ALLOWED_HOSTS).admits(new PageUrl("https://www.example.net/")))
                .isFalse();
        assertThat(settings.get(SettingsTable.INJECT)).isFalse();
        assertThat(settings.get(SettingsTable.EXCLUDE)
                        .match(FakeRequest.get("/a.json")
                                .mappedTo("/a.json", null)
                                .build()))
                .isTrue();
        assertThat(settings.get(SettingsTable.WECHAT_ONLY)).isFalse();
        assertThat(settings.get(SettingsTable.STABLE_TOKEN)).isFalse();
        assertThat(settings.get(SettingsTable.API_BASE_URLS))
                .containsExactly(URI.create("https://api.weixin.qq.com"), URI.create("https://api2.weixin.qq.com"));
        assertThat(settings.storeDirectory().getParent()).isEqualTo(directory);
    }

    @Test
    void believeTheProxiesThatAreNamedAndNoOther() {
        Settings settings = Settings.builder().trustedProxies("203.0.113.0/24").build();

        assertThat(seenFrom("203.0.113.7", settings)).startsWith("https://");
        assertThat(seenFrom("10.0.0.1", settings)).startsWith("http://");
    }

    /** A directory that holds other things as well must not be closed to those who need them. */
    @Test
    void keepTheStoreInADirectoryOfItsOwn(@TempDir Path shared) {
        assertThat(Settings.builder().storeDirectory(shared).build().storeDirectory())
                .isEqualTo(shared.resolve("wxconfig-" + System.getProperty("user.name")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c", "a,b,c", " a , b,\n\tc ", "a,,b c,"})
    void separateNamesByCommasAndSpacesInOneText(String names) {
        assertThat(new Settings(new Values(Map.of("openTagList", names), Map.of(), false))
                        .script("")
                        .openTagList())
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void neverHaveAnEmptyJsApiList(String names) {
        assertThat(new Settings(new Values(Map.of("jsApiList", names), Map.of(), false))
                        .script("")
                        .jsApiList())
                .hasSize(3);
        assertThat(Settings.builder()
                        .jsApiList("", " ")
                        .jsApiList()
                        .build()
                        .script("")
                        .jsApiList())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /my files/*    | /my files/tea
                    /tea, green/*  | /tea, green/x
                    /my%20files/*  | /my files/tea
                    """)
    void takeEachPathOfTheBuilderAsOne(String pattern, String path) {
        assertThat(excludes(Settings.builder().exclude("/first/*", pattern).build(), path))
                .isTrue();
        assertThat(excludes(Settings.builder().exclude("/first/*", pattern).build(), "/my"))
                .isFalse();
    }

    @Test
    void takeAPercentEncodedPathFromAText() {
        Settings settings =
                new Settings(new Values(Map.of("exclude", "/my%20files/* /tea%2C/*, /100%25/*"), Map.of(), false));

        assertThat(List.of("/my files/a", "/tea,/a", "/100%/a"))
                .allMatch(path -> excludes(settings, path))
                .noneMatch(path -> excludes(Settings.builder().exclude("/my").build(), path));
    }

    private static boolean excludes(Settings settings, String path) {
        return settings.get(SettingsTable.EXCLUDE)
                .match(FakeRequest.get("/").mappedTo(path, null).build());
    }

    @Test
    void sayThatANameOfTheBuilderIsSeveral() {
        assertThat(refusal(Settings.builder()
                                .jsApiList("chooseImage", "scanQRCode, openLocation")
                                .openTagList("a b"))
                        .mistakes())
                .containsExactly(
                        "jsApiList, entry 2: no name has a space or a comma in it; give each name by itself.",
                        "openTagList: no name has a space or a comma in it; give each name by itself.");
    }

    @Test
    void warnOfAnApiThatNobodyKnowsAndSendIt() {
        try (LogCapture log = new LogCapture()) {
            Settings settings =
                    Settings.builder().jsApiList("chooseImage", "chooseImages").build();

            assertThat(settings.script("").jsApiList()).containsExactly("chooseImage", "chooseImages");
            assertThat(log.lines()).singleElement().asString().contains("WARN", "«chooseImages»", "Check its spelling");
        }
    }

    @Test
    void fallBackToTheSameVersionOnTheSecondHost() {
        assertThat(Settings.builder()
                        .sdkUrl("https://res.wx.qq.com/open/js/jweixin-1.4.0.js")
                        .build()
                        .script("")
                        .fallbackUrl())
                .isEqualTo("https://res2.wx.qq.com/open/js/jweixin-1.4.0.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s\n", "%s\r\n", "\n\t%s"})
    void readTheSecretFromAFile(String content, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), content.formatted(SECRET));

        assertThat(account(Settings.builder().appId(APP_ID).secretFile(file).build()))
                .hasValue(new Account(APP_ID, SECRET));
    }

    @Test
    void needNoSecretWithoutAnAppId() {
        assertThat(Settings.builder().secret(SECRET).build().issuer(InstantSource.system()))
                .isEmpty();
    }

    @Test
    void nameEveryMistakeAtOnceWithItsCure() {
        InvalidSettingsException refused = refusal(Settings.builder()
                .appId("wx 123")
                .debug(true)
                .sdkUrl("javascript:alert(1)")
                .publicBaseUrl("www.example.com")
                .trustedProxies("10.0.0.1", "proxy.example.com", "::1", "10.0.0.0/33")
                .allowedHosts("*.example.com")
                .inject("always")
                .exclude("api/*")
                .browsers("safari")
                .share("always")
                .tokenEndpoint("fast")
                .apiBaseUrl("api.weixin.qq.com")
                .store("memory"));

        assertThat(refused.mistakes())
                .containsExactlyInAnyOrder(
                        "appId: its value is none; an appId looks like wx0123456789abcdef and is shown at mp.weixin.qq.com,"
                                + " Basic configuration.",
                        "sdkUrl: neither a URL like https://res.wx.qq.com/open/js/jweixin-1.6.0.js nor a path that"
                                + " starts with /; a URL names no user.",
                        "publicBaseUrl: not an absolute URL like https://www.example.com/shop.",
                        "trustedProxies, entry 2: not an address or network like 10.0.0.0/8 or 2001:db8::/32.",
                        "trustedProxies, entry 4: not an address or network like 10.0.0.0/8 or 2001:db8::/32.",
                        "allowedHosts: not a host name like example.com, which admits its subdomains too.",
                        "inject: not one of auto, manual.",
                        "exclude: not a servlet mapping like /api/* or *.json.",
                        "browsers: not one of wechat, all.",
                        "share: not one of none, auto.",
                        "tokenEndpoint: not one of stable, classic.",
                        "apiBaseUrl: no URL like https://api.weixin.qq.com.",
                        "store: neither ehcache nor an address like redis://user:password@host:6379/0.");
        assertThat(String.valueOf(refused.getMessage()).lines())
                .hasSize(14)
                .first()
                .isEqualTo("wxconfig cannot start, because of its settings:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "res.wx.qq.com/jweixin.js",
                "https://例子.中国/jweixin.js",
                "/a b.js",
                "/a\"b",
                "/a<b",
                "/a'b",
                "/a\\b",
                "/"
            })
    void refuseAnAddressOfTheScriptThatNoPageMayHold(String url) {
        assertThat(refusal(Settings.builder().sdkUrl(url)).mistakes())
                .singleElement()
                .asString()
                .startsWith("sdkUrl: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://api.weixin.qq.com",
                "https://",
                "https://api.weixin.qq.com?a=b",
                "https://api.weixin.qq.com#a",
                "https://me:word@api.weixin.qq.com",
                "https://api weixin"
            })
    void refuseAnApiThatCannotBeAsked(String url) {
        InvalidSettingsException refused = refusal(Settings.builder().apiBaseUrl(url));

        assertThat(refused.mistakes()).isNotEmpty().allMatch(mistake -> mistake.startsWith("apiBaseUrl: "));
    }

    @Test
    void askForASecretBesideTheAppId() {
        assertThat(refusal(Settings.builder().appId(APP_ID)).mistakes())
                .containsExactly("secret: missing; set secret, or secretFile to a file that holds it, beside appId.");
    }

    @Test
    void wantOneSecretOnly() {
        assertThat(refusal(Settings.builder().appId(APP_ID).secret(SECRET).secretFile(Path.of("/run/secret")))
                        .mistakes())
                .containsExactly("secret and secretFile are both set; keep one of them.");
    }

    @Test
    void sayWhatIsWrongWithASecretFile(@TempDir Path directory) throws IOException {
        Path missing = directory.resolve("missing");
        Path empty = Files.writeString(directory.resolve("empty"), " \n");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(secretFile(missing)).isEqualTo("secretFile: there is no such file; check its path.");
        assertThat(secretFile(directory)).contains("cannot be read", "check its path");
        assertThat(secretFile(empty)).contains("the file is empty", "put the secret into it");
        assertThat(secretFile(binary)).contains("something else than text", "put the secret alone into it");
    }

    /** An appId goes into every page. */
    @Test
    void doNotTakeASecretForAnAppId() {
        assertThat(refusal(Settings.builder().appId(SECRET).secret(APP_ID)).mistakes())
                .contains("appId: its value looks like a secret; an appId looks like wx0123456789abcdef and is shown at"
                        + " mp.weixin.qq.com, Basic configuration.");
    }

    /** A mix-up that is easily made, and whose message would go into a log. */
    @Test
    void doNotRepeatASecretGivenAsItsFile() {
        assertThat(secretFile(Path.of(SECRET)))
                .doesNotContain(SECRET)
                .contains("secretFile", "set secret to a secret, and secretFile to the path of a file");
    }

    @Test
    void printNoSecret() {
        Settings.Builder builder = Settings.builder().appId(APP_ID).secret(SECRET);

        assertThat(refusal(builder.inject("x")).toString()).doesNotContain(SECRET);
    }

    @Test
    void needNoSecretWhereAnotherServerHasTheTicket() {
        Settings settings = Settings.builder()
                .appId(APP_ID)
                .ticketUrl("https://hub.example.com/wxconfig/ticket")
                .hubKey(KEY)
                .build();

        assertThat(settings.get(SettingsTable.APP_ID)).hasValue(APP_ID);
        assertThat(account(settings)).isEmpty();
        try (CredentialIssuer issuer = settings.issuer(InstantSource.system()).orElseThrow()) {
            assertThat(issuer).isInstanceOf(HubApi.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/ticket",
                "http://127.1.2.3/ticket",
                "http://[::1]/ticket",
                "https://10.0.0.1/ticket?a=b"
            })
    void takeATicketFromWhereNobodyElseReadsIt(String url) {
        assertThat(Settings.builder()
                        .appId(APP_ID)
                        .ticketUrl(url)
                        .hubKey(KEY)
                        .build()
                        .get(SettingsTable.APP_ID))
                .hasValue(APP_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hub.example.com/ticket,        use https",
        "http://127.0.0.1.example.com/ticket,  use https",
        "http://10.0.0.1/ticket,               use https",
        "https://me:pa55word@hub.example.com/, not a URL like https",
        "hub.example.com/ticket,               not a URL like https",
        "https://hub.example.com/#ticket,      not a URL like https"
    })
    void refuseATicketUrlThatOthersCouldRead(String url, String cure) {
        assertThat(refusal(Settings.builder().appId(APP_ID).ticketUrl(url).hubKey(KEY))
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("ticketUrl: ")
                .contains(cure)
                .doesNotContain("pa55word");
    }

    @Test
    void wantAPathOfItsOwnForTheHub() {
        assertThat(refusal(Settings.builder()
                                .appId(APP_ID)
                                .secret(SECRET)
                                .hubPath("/wxconfig/sign")
                                .hubKey(KEY))
                        .mistakes())
                .containsExactly("hubPath and signPath are the same path; change one of them.");
    }

    @Test
    void wantAKeyForTheTicketAndNoSecretBeside() {
        String url = "https://hub.example.com/wxconfig/ticket";

        assertThat(refusal(Settings.builder().appId(APP_ID).secret(SECRET).ticketUrl(url))
                        .mistakes())
                .satisfiesExactlyInAnyOrder(
                        both -> assertThat(both).startsWith("secret and ticketUrl are both set; keep one of them"),
                        missing -> assertThat(missing).startsWith("hubKey: missing; set hubKey, or hubKeyFile"));
        assertThat(refusal(Settings.builder()
                                .appId(APP_ID)
                                .ticketUrl(url)
                                .hubKey("a key of thirty-two letters or more\r\nX: y"))
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("hubKey: ")
                .doesNotContain("X: y");
    }

    @Test
    void needNoSecretWithAnIssuerOfTheUsersOwn() {
        CredentialIssuer own = new HubApi(APP_ID, URI.create("http://localhost"), "key", InstantSource.system());
        Settings settings =
                Settings.builder().appId(APP_ID).credentialIssuer(own).build();

        assertThat(settings.issuer(InstantSource.system())).containsSame(own);
        own.close();
    }

    private static Optional<Account> account(Settings settings) {
        return settings.get(SettingsTable.APP_ID)
                .flatMap(appId -> settings.get(SettingsTable.SECRET).map(secret -> new Account(appId, secret)));
    }

    private static String seenFrom(String peer, Settings settings) {
        return new PageUrlReader(
                        settings.get(SettingsTable.PUBLIC_BASE_URL).orElse(null),
                        settings.get(SettingsTable.TRUSTED_PROXIES),
                        headers -> {})
                .read(FakeRequest.get("/")
                        .from(peer)
                        .headers("X-Forwarded-Proto: https")
                        .build())
                .orElseThrow()
                .value();
    }

    private static String secretFile(Path file) {
        return String.join(
                "\n", refusal(Settings.builder().appId(APP_ID).secretFile(file)).mistakes());
    }

    private static InvalidSettingsException refusal(Settings.Builder builder) {
        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, builder::build);
        assertThat(refused).isNotNull();
        return refused;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://wx:pa55word@redis internal:6379",
                "redis://wx:pa55word@redis.internal:port",
                "redis://wx:pa55word@redis.internal:70000",
                "redis://wx:pa55word@redis.internal/0?pa55word",
                "redis://wx:pa55word@redis.internal/pa55word",
                "redis://pa55word@redis.internal",
                "redis://wx:pa55/word@redis.internal",
                "redis://wx:pa55%word@redis.internal",
                "redis:pa55word",
                "rediss//wx:pa55word@redis.internal"
            })
    void doNotRepeatAnAddressOfAStoreThatIsWrong(String address) {
        assertThatThrownBy(() -> Settings.builder().store(address).build())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("store: no address like redis://user:password@host:6379/0")
                .hasMessageNotContaining("pa55")
                .hasNoCause();
    }

    @Test
    void keepTheStoreGivenLast() {
        CredentialStore own = new EhcacheCredentialStore(Path.of("elsewhere"));

        assertThat(Settings.builder()
                        .store("redis://redis.internal")
                        .store(own)
                        .build()
                        .store())
                .isSameAs(own);
        assertThat(Settings.builder()
                        .store(own)
                        .store("redis://wx:pa55word@redis.internal")
                        .build()
                        .store())
                .hasToString("RedisCredentialStore[redis://redis.internal:6379/0]");
        assertThat(Settings.builder().build().store()).isInstanceOf(EhcacheCredentialStore.class);
    }

    /** Jedis is an optional library; everything else works without it. */
    @Test
    void nameTheLibraryThatRedisNeedsWhereItIsMissing() throws Exception {
        Class<?> settings = new WithoutJedis().loadClass(Settings.class.getName());
        Object builder = settings.getMethod("builder").invoke(null);
        Method build = builder.getClass().getMethod("build");
        assertThat(build.invoke(builder)).isNotNull();

        builder.getClass().getMethod("store", String.class).invoke(builder, "redis://redis.internal");

        assertThatThrownBy(() -> build.invoke(builder))
                .hasRootCauseMessage(
                        "wxconfig cannot start, because of its settings:\n - store: the library for Redis is"
                                + " missing; add redis.clients:jedis:" + versionOfJedis() + " to the application.");
    }

    private static String versionOfJedis() throws IOException {
        try (InputStream in = RedisCredentialStore.class.getResourceAsStream("/redis/clients/jedis/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }

    /** Loads the library anew, as a WAR has it. */
    private static final class WithoutJedis extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("redis.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null || !name.startsWith("io.github.wxconfig.")) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void letPagesSignWhereBrowsersFindIt() {
        Settings.Builder builder = Settings.builder();
        assertThat(builder.build().script("").signUrl()).contains("/wxconfig/sign");
        assertThat(builder.build().script("/shop").signUrl()).contains("/shop/wxconfig/sign");
        builder.signPath("/js-sdk.sign").publicBaseUrl("https://www.example.com/a/b/");
        assertThat(builder.build().script("/shop").signUrl()).contains("/a/b/js-sdk.sign");
        assertThat(builder.signPath("none").build().script("/shop").signUrl()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "sign",
                "/sign/",
                "/sign*",
                "/*",
                "*.sign",
                "/a//b",
                "/sign?url=",
                "/s ign",
                "/签",
                "/a/..",
                "/."
            })
    void signAtAPathThatIsOne(String path) {
        assertThatThrownBy(() -> Settings.builder().signPath(path).build())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("signPath: neither none nor a path within the application like ")
                .hasMessageContaining("/wxconfig/sign");
    }
}
