package io.github.wxconfig.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window, on a desktop or in a phone's WeChat. It reaches WeChat's hosts at a {@link ScriptHost}. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String USER_AGENT =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
                    + " Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20240501 MicroMessenger/8.0.50";
    private static final Map<String, Object> WECHAT = Map.of(
            "userAgent",
            USER_AGENT,
            "deviceMetrics",
            Map.of("width", 390, "height", 844, "pixelRatio", 2.0, "touch", true));

    /** What clients differ in. */
    enum Bridge {
        /** It comes only after the page has loaded. */
        LATE,
        /** It verifies the address that the page was loaded from. */
        LANDING,
        /** It cannot be changed by the page. */
        FROZEN
    }

    private final Path profile;
    private final ChromeDriver driver;
    private @Nullable Object bridge;
    private @Nullable Object client;

    private Browser(Machine machine, String resolverRules, Path profile, Consumer<ChromeOptions> device) {
        this.profile = profile;
        ChromeOptions options = options(machine, resolverRules, profile);
        device.accept(options);
        driver = start(machine, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
    }

    /** Speaks English. */
    static Browser onDesktop(Machine machine, ScriptHost scripts) throws IOException {
        return new Browser(
                machine,
                scripts.resolverRules(),
                newProfile(),
                options -> options.addArguments("--window-size=1280,1400", "--accept-lang=en"));
    }

    /** Speaks Chinese. */
    static Browser inWechat(Machine machine, ScriptHost scripts) throws IOException {
        return new Browser(machine, scripts.resolverRules(), newProfile(), options -> options.setExperimentalOption(
                        "mobileEmulation", WECHAT)
                .addArguments("--accept-lang=zh-CN"));
    }

    /**
     * The same with hosts of a test, where http stays http.
     *
     * @param hosts further rules by which Chromium finds them
     */
    static Browser inWechat(Machine machine, ScriptHost scripts, String hosts) throws IOException {
        return new Browser(
                machine, hosts + ", " + scripts.resolverRules(), newProfile(), options -> options.setExperimentalOption(
                                "mobileEmulation", WECHAT)
                        .addArguments("--disable-features=HttpsUpgrades"));
    }

    /**
     * As {@link #inWechat}, where a script may never come.
     *
     * @param opened when a page counts as opened
     */
    static Browser inImpatientWechat(Machine machine, ScriptHost scripts, PageLoadStrategy opened) throws IOException {
        return new Browser(machine, scripts.resolverRules(), newProfile(), options -> options.setExperimentalOption(
                        "mobileEmulation", WECHAT)
                .setPageLoadStrategy(opened));
    }

    /**
     * On a desktop with hosts of its own, where http stays http.
     *
     * @param resolverRules where Chromium finds each host
     */
    public static Browser withHosts(Machine machine, String resolverRules) throws IOException {
        return new Browser(
                machine,
                resolverRules,
                newProfile(),
                options -> options.addArguments("--disable-features=HttpsUpgrades"));
    }

    private static Path newProfile() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "chromium")), "")
                .toAbsolutePath();
    }

    private static ChromeOptions options(Machine machine, String resolverRules, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(machine.chromium().toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--ignore-certificate-errors",
                "--host-resolver-rules=" + resolverRules,
                "--user-data-dir=" + profile);
        return options;
    }

    /** With the driver's own path, Selenium has nothing to look for and nothing to download. */
    private static ChromeDriver start(Machine machine, ChromeOptions options) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(machine.chromedriver().toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    /**
     * From now on, pages find WeChat's bridge.
     *
     * @param simulator where the bridge asks for its verdict
     * @param kinds what is special about it, if anything
     */
    void giveBridge(String simulator, Bridge... kinds) {
        giveBridge(simulator, List.of(), kinds);
    }

    /** The bridge of a client that lacks some of the APIs. */
    void giveBridge(String simulator, List<String> lacking, Bridge... kinds) {
        giveBridge(simulator, lacking, List.of(), kinds);
    }

    /** The same for an account that may not use some others. */
    void giveBridge(String simulator, List<String> lacking, List<String> denied, Bridge... kinds) {
        String source = "(%s)('%s', {%s}, '%s'.split(' '), '%s'.split(' '))"
                .formatted(
                        resource("bridge.js").strip(),
                        simulator,
                        Stream.of(kinds)
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT) + ": true")
                                .collect(Collectors.joining(", ")),
                        String.join(" ", lacking),
                        String.join(" ", denied));
        bridge = inEveryPage(source, bridge);
    }

    /** From now on, pages are told of a client of this version. */
    void becomeWechat(String version) {
        String told = USER_AGENT.replaceAll("MicroMessenger/.*", "MicroMessenger/" + version);
        client = inEveryPage("Object.defineProperty(navigator, 'userAgent', { get: () => '" + told + "' })", client);
    }

    private Object inEveryPage(String source, @Nullable Object insteadOf) {
        if (insteadOf != null) {
            driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", insteadOf));
        }
        return Objects.requireNonNull(
                driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source))
                        .get("identifier"));
    }

    /** Returns when the page has loaded. */
    void open(String url) {
        driver.get("about:blank");
        console();
        driver.get(url);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** What a JavaScript expression is worth in the page. */
    public @Nullable Object evaluate(String expression, Object... arguments) {
        return driver.executeScript("return " + expression, arguments);
    }

    String text(String expression) {
        return String.valueOf(evaluate(expression));
    }

    /** What WeChat has said of the page so far. */
    List<?> verdicts() {
        return evaluate("WeixinJSBridge.verdicts") instanceof List<?> verdicts ? verdicts : List.of();
    }

    /** Returns when the condition holds. */
    void await(String complaint, BooleanSupplier condition) {
        awaitValue(complaint, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the value when there is one. */
    public <T> T awaitValue(String complaint, Supplier<Optional<T>> value) {
        List<T> found = new ArrayList<>();
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
                .withMessage(() -> complaint + " at " + driver.getCurrentUrl() + "\n" + console())
                .until(any -> value.get().map(found::add).isPresent());
        return found.get(0);
    }

    /** Errors that the console has got since the page was opened, and since they were last read. */
    List<String> errors() {
        return console().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Warnings, as {@link #errors}. */
    List<String> warnings() {
        return console().stream()
                .filter(entry -> entry.getLevel().equals(Level.WARNING))
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What wxconfig has told the console, as {@link #errors()}. */
    List<String> remarks() {
        return console().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("wxconfig: "))
                .toList();
    }

    private List<LogEntry> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll();
    }

    /** The whole page, into {@code target/screenshots}. */
    void photograph(String name) throws IOException {
        Map<String, Object> answer = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        IO.delete(profile);
    }
}
