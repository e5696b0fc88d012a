package io.github.wxconfig.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wxconfig.ManualClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorServerTest {
    private final WechatSimulator wechat = new WechatSimulator(new ManualClock());
    private final SimulatorServer server = SimulatorServer.start(wechat);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsWechatDoes() throws Exception {
        HttpResponse<String> token = get(Backend.TOKEN);
        HttpResponse<String> stable = client.send(
                request("/cgi-bin/stable_token")
                        .POST(BodyPublishers.ofString(Backend.stableTokenBody(false)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(token.statusCode()).isEqualTo(200);
        assertThat(token.headers().firstValue("Content-Type")).hasValue("application/json; encoding=utf-8");
        assertThat(token.body()).matches("\\{\"access_token\":\"[\\w-]{136,512}\",\"expires_in\":7200}");
        assertThat(stable.body()).contains("\"expires_in\":7200");
        assertThat(wechat.tokenCalls()).isEqualTo(1);
        assertThat(wechat.stableTokenCalls()).isEqualTo(1);
    }

    @Test
    void dropsTheConnection() {
        wechat.switchOn(Fault.down());

        assertThatThrownBy(() -> get(Backend.TOKEN)).isInstanceOf(IOException.class);
        assertThat(wechat.tokenCalls()).isPositive();
    }

    @Test
    void breaksOffInTheMiddleOfTheBody() {
        wechat.switchOn(Fault.halfBody());

        assertThatThrownBy(() -> get(Backend.TOKEN))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("fixed content-length");
    }

    @Test
    void takesItsTime() {
        wechat.switchOn(Fault.slow(Duration.ofMinutes(1)));
        HttpRequest impatient =
                request(Backend.TOKEN).timeout(Duration.ofMillis(300)).build();

        assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void sendsHalfAJsonAsAWholeResponse() throws Exception {
        wechat.switchOn(Fault.halfJson());

        assertThat(get(Backend.TOKEN).body()).startsWith("{\"access_token\":\"").doesNotContain("expires_in");
    }

    @Test
    void sendsAPageInsteadOfJson() throws Exception {
        wechat.switchOn(Fault.html());
        HttpResponse<String> page = get(Backend.TOKEN);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void sendsABadGateway() throws Exception {
        wechat.switchOn(Fault.badGateway());

        assertThat(get(Backend.TOKEN).statusCode()).isEqualTo(502);
    }

    @Test
    void sendsNothing() throws Exception {
        wechat.switchOn(Fault.emptyBody());
        HttpResponse<String> nothing = get(Backend.TOKEN);

        assertThat(nothing.statusCode()).isEqualTo(200);
        assertThat(nothing.body()).isEmpty();
    }

    @Test
    void sendsFarTooMuch() throws Exception {
        wechat.switchOn(Fault.hugeBody(3_000_000));

        assertThat(get(Backend.TOKEN).body()).hasSizeGreaterThan(3_000_000).endsWith("\"expires_in\":7200}");
    }

    @Test
    void isGoneOnceClosed() {
        server.close();

        assertThatThrownBy(() -> get(Backend.TOKEN)).isInstanceOf(ConnectException.class);
    }

    private HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return client.send(request(target).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(server.baseUrl().resolve(target));
    }
}
