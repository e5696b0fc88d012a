package io.github.wxconfig;

import io.github.wxconfig.script.ContentSecurityPolicy;
import io.github.wxconfig.script.Markup;
import io.github.wxconfig.script.PageScript;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the script of one request into its page if the response's Content-Security-Policy will let it run. The policy
 * is the application's own and is never changed.
 *
 * @param nonces asked where the request names no nonce
 * @param warnings where a policy that blocks is told of
 */
record Admission(
        HttpServletRequest request, Function<HttpServletRequest, @Nullable String> nonces, PolicyWarnings warnings) {
    Optional<String> place(PageScript script, Markup markup, HttpServletResponse response) {
        ContentSecurityPolicy policy = new ContentSecurityPolicy(response.getHeaders(ContentSecurityPolicy.HEADER));
        ContentSecurityPolicy.Verdict verdict = script.verdict(policy, nonce());
        warnings.tell(verdict.missing());
        return verdict.allowed() ? script.place(markup, verdict.nonce()) : Optional.empty();
    }

    private @Nullable String nonce() {
        return request.getAttribute(PageScript.CSP_NONCE_ATTRIBUTE) instanceof String nonce
                ? nonce
                : nonces.apply(request);
    }
}
