package io.github.wxconfig.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wxconfig.SignedPage;
import io.github.wxconfig.container.app.Scenario;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds besides where a container deploys whole WARs: the demo runs as it is built. */
abstract class DistributionContract extends ContainerContract {
    DistributionContract(Path base, Starter starter, Map<Scenario, String> limits) throws IOException {
        super(base, starter, limits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/", "/demo/share.jsp", "/demo/thymeleaf", "/demo/static.html", "/demo/gbk.jsp"})
    void runsTheDemo(String path) throws Exception {
        HttpResponse<byte[]> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(new SignedPage(text(page)).verdict(wechat(), page.uri())).isEqualTo("preVerifyJSAPI:ok");
    }
}
