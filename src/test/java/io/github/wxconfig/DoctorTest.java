package io.github.wxconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wxconfig.demo.Fault;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor at applications that are well, and at some in which one thing is wrong. */
class DoctorTest {
    private static final String OTHER_APP_ID = "wx0000000000000001";

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final Path directory;
    private final Front front;
    private String picture = "/tea.png";
    private JettyServer application;

    DoctorTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        front = new Front();
        application = application(Settings.builder());
    }

    private JettyServer application(Settings.Builder settings) throws Exception {
        return new JettyServer(
                new WxConfigFilter(settings.appId(WechatSimulator.DEMO_APP_ID)
                        .secret(WechatSimulator.DEMO_SECRET)
                        .apiBaseUrl(wechatServer.baseUrl().toString())
                        .sdkUrl("/sdk.js")
                        .domainVerification("8TYrPxuQ7pLKOGsx")
                        .storeDirectory(directory.resolve("store" + System.nanoTime()))
                        .build()),
                Map.of(),
                (request, response) -> {
                    switch (request.getRequestURI()) {
                        case "/sdk.js" -> {
                            response.setContentType("text/javascript");
                            response.getWriter().write("// official");
                        }
                        case "/tea.png", "/small.png" -> {
                            int size = request.getRequestURI().equals("/tea.png") ? 300 : 299;
                            response.setContentType("image/png");
                            ImageIO.write(
                                    new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB),
                                    "png",
                                    response.getOutputStream());
                        }
                        case "/moved" -> response.sendRedirect("/tea?a=1");
                        default -> {
                            response.setContentType("text/html");
                            response.getWriter()
                                    .write("<!DOCTYPE html><html><head><meta property=\"og:image\" content=\"" + picture
                                            + "\"></head><body>Tea</body></html>");
                        }
                    }
                });
    }

    /** The settings as they lie in an unpacked WAR. */
    @BeforeEach
    void unpack() throws IOException {
        settings(Map.of());
    }

    private void settings(Map<String, String> different) throws IOException {
        Map<String, String> lines = new TreeMap<>(Map.of(
                "appId", WechatSimulator.DEMO_APP_ID,
                "secret", WechatSimulator.DEMO_SECRET,
                "apiBaseUrl", wechatServer.baseUrl().toString()));
        lines.putAll(different);
        Files.createDirectories(directory.resolve("WEB-INF"));
        Files.writeString(
                directory.resolve("WEB-INF/wxconfig.properties"),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue())
                        .collect(Collectors.joining("\n")));
    }

    @AfterEach
    void stop() {
        front.close();
        application.close();
        wechatServer.close();
    }

    private record Said(int status, String text) {}

    private Said examine(String path) throws Exception {
        return examine(path, Locale.ENGLISH);
    }

    private Said examine(String path, Locale locale) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = Doctor.run(List.of(front.url(path)), directory, locale, new PrintStream(out, true, UTF_8));
        String text = out.toString(UTF_8);
        SecretSearch.requireNoneIn(text);
        return new Said(status, text);
    }

    private static void assertFails(Said said, String line, String cure) {
        assertThat(said.status()).as(said.text()).isEqualTo(1);
        assertThat(said.text().lines().filter(text -> text.startsWith("FAIL")))
                .as(said.text())
                .singleElement()
                .asString()
                .contains(line);
        assertThat(said.text()).contains(cure);
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws Exception {
        Said said = examine("/moved");
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text().lines().filter(line -> !line.startsWith("ok")))
                .as("but that a loopback address is no domain")
                .hasSize(2)
                .first()
                .asString()
                .contains("127.0.0.1 is no domain");
        assertThat(said.text())
                .contains(front.url("/moved") + " → " + front.url("/tea?a=1") + " answers 200", "300 × 300");
    }

    @Test
    void speaksChinese() throws Exception {
        Said said = examine("/tea", Locale.SIMPLIFIED_CHINESE);
        assertThat(said.status()).isZero();
        assertThat(said.text()).contains("正常 配置: 配置完整", "签名的地址就是浏览器里的");
    }

    /** Every text is there in both languages, with the same details. */
    @Test
    void saysTheSameInBothLanguages() throws IOException {
        Properties english = texts("texts.properties");
        Properties chinese = texts("texts_zh.properties");
        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        assertThat(english.stringPropertyNames()).allSatisfy(key -> assertThat(details(chinese.getProperty(key)))
                .as(key)
                .isEqualTo(details(english.getProperty(key))));
    }

    private static Properties texts(String name) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = Doctor.class.getResourceAsStream("doctor/" + name)) {
            texts.load(new InputStreamReader(in, UTF_8));
        }
        return texts;
    }

    private static List<String> details(String text) {
        return Stream.of("{0}", "{1}", "{2}").filter(text::contains).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "40125, invalid appsecret,                                     Check secret,            检查 secret",
        "40013, invalid appid,                                         Check appId,             检查 appId",
        "40164, 'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist', Enter the IP 203.0.113.9, 加上 203.0.113.9",
        "45009, reach max api daily quota limit,                       begin anew at midnight,  北京时间零点",
        "48001, api unauthorized,                                      only verified accounts,  认证过的账号",
        "61024, something else,                                        return codes has 61024,  错误码 61024"
    })
    void explainsWhatWechatAnswers(int errcode, String errmsg, String english, String chinese) throws Exception {
        awaitSigned();
        wechat.switchOn(Fault.errcode(errcode, errmsg));
        assertFails(examine("/tea"), "errcode " + errcode, english);
        assertThat(examine("/tea", Locale.CHINA).text()).contains("失败 ticket: ", chinese);
    }

    @Test
    void findsASecretThatIsNotTheAccounts() throws Exception {
        awaitSigned();
        settings(Map.of("secret", "0123456789abcdef0123456789abcdef"));
        assertFails(examine("/tea"), "errcode 40125", "Check secret");
    }

    @Test
    void findsThatWechatCannotBeReached() throws Exception {
        awaitSigned();
        wechat.switchOn(Fault.down());
        assertFails(examine("/tea"), "WeChat did not answer", "may connect to api.weixin.qq.com");
    }

    @Test
    void leavesAClassicTokenToTheApplication() throws Exception {
        awaitSigned();
        settings(Map.of("tokenEndpoint", "classic"));
        wechat.resetCounters();
        assertThat(examine("/tea").text()).contains("a classic token that is issued here");
        assertThat(wechat.calls()).noneMatch(call -> call.path().startsWith("/cgi-bin/"));
    }

    @Test
    void findsEveryMistakeInTheSettings() throws Exception {
        settings(Map.of("debug", "maybe", "spaa", "true"));
        Said said = examine("/tea");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text().lines()).hasSize(2).allMatch(line -> line.startsWith("FAIL  settings: "));
        assertThat(said.text()).contains("debug: ", "did you mean spa?");
    }

    @Test
    void findsThatNothingIsSet() throws Exception {
        Files.delete(directory.resolve("WEB-INF/wxconfig.properties"));
        assertFails(examine("/tea"), "no appId is set here", "in the directory that holds WEB-INF");
    }

    @Test
    void readsTheSettingsOfTheDescriptor() throws Exception {
        awaitSigned();
        Files.delete(directory.resolve("WEB-INF/wxconfig.properties"));
        Files.writeString(
                directory.resolve("WEB-INF/web.xml"),
                """
                <?xml version="1.0"?>
                <!DOCTYPE web-app SYSTEM "http://127.0.0.1:1/web-app.dtd">
                <web-app>
                  <context-param><param-name>wxconfig.appId</param-name><param-value> %s </param-value></context-param>
                  <context-param><param-name>other</param-name><param-value>x</param-value></context-param>
                  <filter>
                    <filter-name>any</filter-name>
                    <filter-class>io.github.wxconfig.WxConfigFilter</filter-class>
                    <init-param><param-name>secret</param-name><param-value>%s</param-value></init-param>
                    <init-param><param-name>apiBaseUrl</param-name><param-value>%s</param-value></init-param>
                  </filter>
                </web-app>
                """
                        .formatted(WechatSimulator.DEMO_APP_ID, WechatSimulator.DEMO_SECRET, wechatServer.baseUrl()));
        Said said = examine("/tea");
        assertThat(said.status()).as(said.text()).isZero();
    }

    @Test
    void findsThatTheProxyHidesTheScheme() throws Exception {
        front.send("X-Forwarded-Proto", "https");
        assertFails(
                examine("/tea"),
                "the browser shows " + front.url("/tea") + ", and https:"
                        + front.url("/tea").substring(5),
                "X-Forwarded-Proto");
    }

    @Test
    void findsThatTheProxyHidesThePort() throws Exception {
        front.send("X-Forwarded-Host", "127.0.0.1:8080");
        assertFails(examine("/tea"), "http://127.0.0.1:8080/tea was signed", "X-Forwarded-Host");
    }

    @Test
    void findsThatTheProxyHidesTheHost() throws Exception {
        front.send("X-Forwarded-Host", "app.internal");
        assertFails(examine("/tea"), "another address was signed", "publicBaseUrl");
    }

    @Test
    void findsThatTheTicketIsAnother() throws Exception {
        awaitSigned();
        wechat.revokeTicket(WechatSimulator.DEMO_APP_ID);
        assertFails(examine("/tea"), "made with another ticket", "stable_token");
    }

    @Test
    void findsThatThePageIsOfAnotherAccount() throws Exception {
        awaitSigned();
        settings(Map.of("appId", OTHER_APP_ID));
        assertThat(examine("/tea").text())
                .contains("is signed for " + WechatSimulator.DEMO_APP_ID + ", and the settings here are of "
                        + OTHER_APP_ID);
    }

    @Test
    void findsThatAPolicyBlocksTheFiles() throws Exception {
        front.answerWith("Content-Security-Policy", "script-src 'unsafe-inline'");
        assertFails(examine("/tea"), "script-src 'unsafe-inline'", "Add this to the header");
    }

    @Test
    void findsThatACacheGivesACopy() throws Exception {
        awaitSigned();
        front.keep("/tea");
        Said said = examine("/tea");
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("WARN  caches: a cache gives a copy");
    }

    @Test
    void findsThatTheSecondFileDoesNotPass() throws Exception {
        front.refuse("/wxconfig/");
        Said said = examine("/tea");
        assertFails(said, "cannot be loaded: 404", "Let the proxy pass /wxconfig/");
        assertThat(said.text()).contains("WARN  signPath: ");
    }

    @Test
    void findsThatThePageHasNoScript() throws Exception {
        application.close();
        application = application(Settings.builder().exclude("/tea"));
        assertFails(examine("/tea"), "the page has no script of wxconfig", "The application's log says once why");
    }

    @Test
    void findsThatTheHostIsNotTheAccounts() throws Exception {
        awaitSigned();
        settings(Map.of("allowedHosts", "example.com"));
        assertFails(examine("/tea"), "127.0.0.1 is not among allowedHosts: example.com", "Add it to allowedHosts");
    }

    @Test
    void looksAtTheFileThatWechatAsksFor() throws Exception {
        settings(Map.of("domainVerification", "8TYrPxuQ7pLKOGsx MP_verify_another.txt"));
        assertThat(examine("/tea").text())
                .contains(
                        "ok    verification file: " + front.url("/MP_verify_8TYrPxuQ7pLKOGsx.txt"),
                        "WARN  verification file: " + front.url("/MP_verify_another.txt"));
    }

    @ParameterizedTest
    @CsvSource({
        "/small.png, 299 × 299",
        "/nowhere,   is no picture that can be had",
        "'http://[', is no picture that can be had"
    })
    void warnsOfAPictureThatIsNotShown(String address, String warning) throws Exception {
        picture = address;
        Said said = examine("/tea");
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("WARN  share picture: ", warning);
    }

    @Test
    void findsThatNothingAnswers() throws Exception {
        String url = front.url("/tea");
        front.close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Doctor.run(List.of(url), directory, Locale.ENGLISH, new PrintStream(out, true, UTF_8)))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("FAIL  page: " + url + " does not answer: ConnectException");
    }

    @ParameterizedTest
    @CsvSource({"www.example.com", "https://WWW.example.com/", "ftp://www.example.com/", "https://user@example.com/"})
    void findsThatTheAddressIsNone(String address) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Doctor.run(List.of(address), directory, Locale.ENGLISH, new PrintStream(out, true, UTF_8)))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains(address + " is not the address of a page");
    }

    /** Browsers show more characters than Java's addresses have, and hosts that Java does not ask. */
    @ParameterizedTest
    @CsvSource({"'/tea?x={y}|z&n=%zz', 0", "/tea?caf\u00e9, 0"})
    void takesTheAddressAsBrowsersShowIt(String path, int status) throws Exception {
        awaitSigned();
        Said said = examine(path);
        assertThat(said.status()).as(said.text()).isEqualTo(status);
        assertThat(said.text()).contains("signed for what the browser shows");
    }

    @Test
    void saysThatJavaCannotAskAHost() throws Exception {
        settings(Map.of("domainVerification", "8TYrPxuQ7pLKOGsx"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Doctor.run(
                        List.of("http://tea_house.invalid/"),
                        directory,
                        Locale.ENGLISH,
                        new PrintStream(out, true, UTF_8)))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .contains("FAIL  page: http://tea_house.invalid/ does not answer", "ok    ticket");
    }

    /** As a user runs it: the libraries of a WAR have no Servlet API. */
    @Test
    void runsFromTheLibrariesOfAWar() throws Exception {
        awaitSigned();
        String libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*[/\\\\](classes|(httpc|gson|slf4j-api|ehcache)[^/\\\\]*\\.jar)"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Path log = directory.resolve("doctor.log");
        Process doctor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=en",
                        "-cp",
                        libraries,
                        Doctor.class.getName(),
                        front.url("/tea"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(doctor.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            doctor.destroyForcibly();
        }
        assertThat(Files.readString(log)).contains("ok    signature: made with the ticket that WeChat gives now");
        assertThat(doctor.exitValue()).as(Files.readString(log)).isZero();
    }

    private void awaitSigned() throws Exception {
        Supplier<String> page =
                () -> new String(front.fetch("/tea", "text/html").body(), UTF_8);
        for (int i = 0; i < 200 && !page.get().contains("wxconfig"); i++) {
            Thread.sleep(50);
        }
        assertThat(page.get()).contains("nonceStr");
    }

    /** What stands before the application: browsers come here. */
    private final class Front implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpServer http;
        private final Map<String, String> sent = new ConcurrentHashMap<>();
        private final Map<String, String> answered = new ConcurrentHashMap<>();
        private final Map<String, HttpResponse<byte[]>> kept = new ConcurrentHashMap<>();
        private volatile String refused = "none";

        Front() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", this::pass);
            http.start();
            sent.put("X-Forwarded-Host", "127.0.0.1:" + http.getAddress().getPort());
        }

        String url(String path) {
            return "http://127.0.0.1:" + http.getAddress().getPort() + path;
        }

        void send(String header, String value) {
            sent.put(header, value);
        }

        void answerWith(String header, String value) {
            answered.put(header, value);
        }

        void keep(String path) {
            kept.put(path, fetch(path, "text/html"));
        }

        void refuse(String prefix) {
            refused = prefix;
        }

        private void pass(HttpExchange exchange) throws IOException {
            try (exchange) {
                String target = exchange.getRequestURI().toString();
                if (target.startsWith(refused)) {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
                HttpResponse<byte[]> answer = kept.containsKey(target)
                        ? kept.get(target)
                        : fetch(target, exchange.getRequestHeaders().getFirst("Accept"));
                for (String header : List.of("Content-Type", "Location")) {
                    answer.headers().firstValue(header).ifPresent(value -> exchange.getResponseHeaders()
                            .set(header, value));
                }
                answered.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(
                        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        }

        private HttpResponse<byte[]> fetch(String target, String accept) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(application.uri("/") + target.substring(1)));
            sent.forEach(request::header);
            try {
                return client.send(request.header("Accept", accept).build(), BodyHandlers.ofByteArray());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
