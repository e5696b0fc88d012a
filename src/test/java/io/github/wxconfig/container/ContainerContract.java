package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.ReceivedPage;
import io.github.wxconfig.container.app.Scenario;
import io.github.wxconfig.demo.SimulatorServer;
import io.github.wxconfig.demo.WechatSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds in every container: the same application is deployed twice, with the packaged library and without, and the
 * answers are the same but for the script.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ContainerContract {
    /** How the body is framed depends on its size and the container's buffer; the client checks that it is right. */
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "date", "set-cookie");

    private static final Pattern CHARSET = Pattern.compile("charset=([\\w-]+)");
    private static final int MEGABYTE = 1024 * 1024;

    private final WechatSimulator wechat = new WechatSimulator(InstantSource.system());
    private final SimulatorServer wechatServer = SimulatorServer.start(wechat);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ContainerProcess container;

    private final Map<String, String> limits;

    /** Starts a container on a folder of its own. */
    @FunctionalInterface
    interface Starter {
        ContainerProcess start(Path base, List<String> jvmOptions, List<Path> wars) throws IOException;
    }

    /** @param limits the paths and the headers of requests that this container has its own way with, each with its reason */
    ContainerContract(Path base, Edition edition, Starter starter, Map<String, String> limits) throws IOException {
        this.limits = limits;
        Path webapps = Files.createDirectories(Distribution.webapps(base));
        Path with = WarFolder.make(webapps.resolve("with"), edition, true);
        Path without = WarFolder.make(webapps.resolve("without"), edition, false);
        Files.copy(edition.demo(), webapps.resolve("demo.war"));
        List<String> jvmOptions = List.of(
                "-Xmx64m",
                "-Dwxconfig.appId=" + WechatSimulator.DEMO_APP_ID,
                "-Dwxconfig.secret=" + WechatSimulator.DEMO_SECRET,
                "-Dwxconfig.apiBaseUrl=" + wechatServer.baseUrl(),
                "-Dwxconfig.storeDirectory=" + base.resolve("store"));
        container = starter.start(base, jvmOptions, List.of(with, without));
    }

    /** A loaded machine may need longer for the first ticket than a page may wait for it. */
    @BeforeAll
    void waitForTheFirstTicket() throws Exception {
        Instant end = Instant.now().plusSeconds(30);
        while (!text(get("/with" + Scenario.STREAM.path())).contains("nonceStr")) {
            assertThat(Instant.now())
                    .as("no ticket yet, the log says: %s", container.log())
                    .isBefore(end);
        }
    }

    @AfterAll
    void stop() {
        container.close();
        wechatServer.close();
    }

    Stream<Scenario> scenarios() {
        return Stream.of(Scenario.values()).filter(scenario -> !limits.containsKey(scenario.path()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void changesNothingButAPageBySignature(Scenario scenario) throws Exception {
        String path = scenario.path() + "?size=300000";
        HttpResponse<byte[]> plain = get("/without" + path);
        HttpResponse<byte[]> filtered = get("/with" + path);
        assertThat(filtered.statusCode()).isEqualTo(plain.statusCode());
        assertThat(headers(filtered)).isEqualTo(headers(plain));
        if (scenario.isSigned()) {
            ReceivedPage page = new ReceivedPage(text(filtered));
            assertThat(page.verdict(wechat, filtered.uri())).isEqualTo("preVerifyJSAPI:ok");
            assertThat(page.withoutScript()).isEqualTo(text(plain));
        } else {
            assertThat(filtered.body()).isEqualTo(plain.body());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void answersToHeadWhatGetWouldNotContradict(Scenario scenario) throws Exception {
        assertThatHeadAgreesWithGet(scenario.path() + "?size=300000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/small.html", "/static/large.html", "/static/style.css", "/welcome/"})
    void answersToHeadOfFilesWhatGetWouldNotContradict(String path) throws Exception {
        assertThatHeadAgreesWithGet(path);
    }

    private void assertThatHeadAgreesWithGet(String path) throws Exception {
        HttpResponse<byte[]> get = get("/with" + path);
        HttpResponse<byte[]> head =
                send(HttpRequest.newBuilder(container.uri("/with" + path)).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        head.headers().firstValueAsLong("Content-Length").ifPresent(length -> assertThat(length)
                .isEqualTo(get.body().length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/small.html", "/static/large.html", "/welcome/"})
    void signsStaticPages(String path) throws Exception {
        HttpResponse<byte[]> plain = get("/without" + path);
        HttpResponse<byte[]> filtered = get("/with" + path);
        ReceivedPage page = new ReceivedPage(text(filtered));
        assertThat(page.verdict(wechat, filtered.uri())).isEqualTo("preVerifyJSAPI:ok");
        assertThat(page.withoutScript()).isEqualTo(text(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/style.css", "/static/data.json", "/static/large.bin"})
    void leavesOtherFilesAlone(String path) throws Exception {
        HttpResponse<byte[]> plain = get("/without" + path);
        HttpResponse<byte[]> filtered = get("/with" + path);
        assertThat(filtered.body()).isEqualTo(plain.body());
        assertThat(headers(filtered)).isEqualTo(headers(plain));
        if (!limits.containsKey(path)) {
            assertThat(filtered.headers().firstValue("Content-Length"))
                    .isEqualTo(plain.headers().firstValue("Content-Length"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/small.html", "/static/large.bin"})
    void answersRangesAsWithoutTheLibrary(String path) throws Exception {
        HttpResponse<byte[]> plain = get("/without" + path, "Range", "bytes=10-29");
        HttpResponse<byte[]> filtered = get("/with" + path, "Range", "bytes=10-29");
        assertThat(filtered.statusCode()).isEqualTo(plain.statusCode());
        assertThat(filtered.statusCode()).isEqualTo(limits.containsKey("Range") ? 200 : 206);
        assertThat(filtered.body()).isEqualTo(plain.body());
    }

    @Test
    void keepsAssetsInTheBrowsersCache() throws Exception {
        String lastModified = get("/with/static/style.css")
                .headers()
                .firstValue("Last-Modified")
                .orElseThrow();
        assertThat(get("/with/static/style.css", "If-Modified-Since", lastModified)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void keepsAPageInTheBrowsersCacheWhileItsSignatureWorks() throws Exception {
        HttpResponse<byte[]> first = navigate("/with/static/small.html", Map.of());
        assertThat(text(first)).contains("nonceStr");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        HttpResponse<byte[]> second = navigate("/with/static/small.html", validators(first));
        assertThat(second.statusCode()).isEqualTo(limits.containsKey("If-Modified-Since") ? 200 : 304);
        assertThat(second.headers().firstValue("ETag"))
                .isEqualTo(first.headers().firstValue("ETag"));
    }

    @Test
    void sendsThePageAgainForACopyWithoutSignature() throws Exception {
        HttpResponse<byte[]> unsigned = navigate("/without/static/small.html", Map.of());
        HttpResponse<byte[]> answer = navigate("/with/static/small.html", validators(unsigned));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).contains("nonceStr");
    }

    /** What a browser asks with when it has a copy. */
    private static Map<String, String> validators(HttpResponse<?> response) {
        Map<String, String> conditions = new TreeMap<>();
        response.headers().firstValue("ETag").ifPresent(tag -> conditions.put("If-None-Match", tag));
        response.headers().firstValue("Last-Modified").ifPresent(date -> conditions.put("If-Modified-Since", date));
        assertThat(conditions).isNotEmpty();
        return conditions;
    }

    private HttpResponse<byte[]> navigate(String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(container.uri(path)).header("Sec-Fetch-Dest", "document");
        headers.forEach(request::header);
        return send(request);
    }

    @Test
    void signsTheResultOfAForm() throws Exception {
        HttpRequest.Builder form = HttpRequest.newBuilder(container.uri("/with" + Scenario.RESULT_OF_A_FORM.path()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=tea"));
        HttpResponse<byte[]> response = send(form);
        ReceivedPage page = new ReceivedPage(text(response));
        assertThat(page.verdict(wechat, response.uri())).isEqualTo("preVerifyJSAPI:ok");
        assertThat(page.html()).contains("<!-- 3 -->");
    }

    /** The container then says "not ready" in the middle of the page. */
    @Test
    void feedsASlowClientWithoutBlocking() throws Exception {
        URI uri = container.uri("/with" + Scenario.LARGE_AND_NON_BLOCKING.path());
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try (InputStream in = response.body()) {
            for (byte[] part = in.readNBytes(50_000); part.length > 0; part = in.readNBytes(50_000)) {
                page.write(part);
                Thread.sleep(10);
            }
        }
        ReceivedPage signed = new ReceivedPage(page.toString(UTF_8));
        assertThat(signed.verdict(wechat, uri)).isEqualTo("preVerifyJSAPI:ok");
        assertThat(signed.withoutScript()).endsWith("x</body></html>").hasSizeGreaterThan(2_000_000);
    }

    @Test
    void passesOnWhatIsUploaded() throws Exception {
        byte[] file = new byte[MEGABYTE];
        new Random(1).nextBytes(file);
        List<String> answers = new ArrayList<>();
        for (String application : List.of("/with", "/without")) {
            URI uri = container.uri(application + Scenario.BODY_OF_A_REQUEST.path());
            answers.add(text(send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(file)))));
        }
        assertThat(answers).containsOnly(MEGABYTE + " " + Arrays.hashCode(file));
    }

    @Test
    void streamsAGigabyteInSixtyFourMegabytesOfHeap() throws Exception {
        long size = 1024L * MEGABYTE;
        URI uri = container.uri("/with" + Scenario.LARGE.path() + "?size=" + size);
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
        byte[] buffer = new byte[MEGABYTE];
        long length = 0;
        try (InputStream in = response.body()) {
            String start = new String(in.readNBytes(4096), ISO_8859_1);
            assertThat(new ReceivedPage(start).verdict(wechat, uri)).isEqualTo("preVerifyJSAPI:ok");
            length = new ReceivedPage(start).withoutScript().length();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
            }
        }
        assertThat(length).isEqualTo(size + "<!DOCTYPE html><html><head><title>large</title></head><body>".length());
        assertThat(container.log()).doesNotContain("OutOfMemoryError");
    }

    WechatSimulator wechat() {
        return wechat;
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(container.uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        HttpHeaders headers = response.headers();
        Map<String, List<String>> compared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.map().forEach((name, values) -> {
            if (!FRAMING.contains(name)) {
                compared.put(
                        name,
                        values.stream()
                                .map(value -> value.replaceAll("/with(out)?/", "/"))
                                .toList());
            }
        });
        return compared;
    }

    static String text(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        Matcher charset = CHARSET.matcher(type);
        return new String(response.body(), charset.find() ? Charset.forName(charset.group(1)) : ISO_8859_1);
    }
}
