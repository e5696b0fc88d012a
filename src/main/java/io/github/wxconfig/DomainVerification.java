package io.github.wxconfig;

import static io.github.wxconfig.config.SettingsTable.DOMAIN_VERIFICATION;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wxconfig.log.Logs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * The file {@code MP_verify_CODE.txt}, whose whole content is the code. WeChat asks for it at the root of a domain's host
 * before it takes the domain as one of an account's JS-safe domains.
 */
final class DomainVerification extends Endpoint {
    private static final Logger log = Logs.of(DomainVerification.class);

    private final byte[] code;

    private DomainVerification(String code) {
        super(file(code));
        this.code = code.getBytes(US_ASCII);
    }

    /** Those of an account. The log says what is left to do where the application is not at the root of its host. */
    static Stream<Endpoint> of(Settings settings, String contextPath) {
        List<String> codes = settings.get(DOMAIN_VERIFICATION);
        String root = settings.root(contextPath);
        if (!root.isEmpty()) {
            codes.forEach(code -> log.warn(
                    "domainVerification: WeChat asks for {} at the root of the host, and this application is at {}. Let the"
                            + " server in front of it hand this one path on; in nginx:"
                            + " location = {} { proxy_pass http://APPLICATION{}{}; }",
                    file(code),
                    root,
                    file(code),
                    contextPath,
                    file(code)));
        }
        return codes.stream().map(DomainVerification::new);
    }

    private static String file(String code) {
        return "/MP_verify_" + code + ".txt";
    }

    @Override
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean ours = isRead(request);
        if (ours) {
            begin(response);
            write(response, "text/plain", code);
        }
        return ours;
    }
}
