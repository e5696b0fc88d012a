package io.github.wxconfig.script;

import io.github.wxconfig.signature.WxConfig;
import java.util.Optional;

/** What the scripts of all pages of one account have in common, rendered once. Safe for use by many threads. */
public final class AccountScript {
    private final String appId;
    private final ScriptOptions options;
    private final PolicyWarnings policyWarnings = new PolicyWarnings();
    private final ShareWarnings shareWarnings = new ShareWarnings();
    private final Templates html;
    private final Templates xhtml;

    /** @param options of every page that asks for nothing else */
    public AccountScript(String appId, ScriptOptions options) {
        this.appId = appId;
        this.options = options;
        this.html = Templates.of(Markup.HTML, appId, options);
        this.xhtml = Templates.of(Markup.XHTML, appId, options);
    }

    private record Templates(ScriptTemplate plain, ScriptTemplate withNonce) {
        static Templates of(Markup markup, String appId, ScriptOptions options) {
            return new Templates(markup.template(appId, options, false), markup.template(appId, options, true));
        }
    }

    String appId() {
        return appId;
    }

    ScriptOptions options() {
        return options;
    }

    PolicyWarnings policyWarnings() {
        return policyWarnings;
    }

    ShareWarnings shareWarnings() {
        return shareWarnings;
    }

    /** The script elements of a page. */
    String script(Markup markup, WxConfig config, ScriptOptions wanted, Optional<String> policyNonce) {
        return template(markup, wanted, policyNonce.isPresent()).fill(config, policyNonce);
    }

    private ScriptTemplate template(Markup markup, ScriptOptions wanted, boolean nonce) {
        if (!wanted.equals(options)) {
            return markup.template(appId, wanted, nonce);
        }
        Templates rendered = markup == Markup.HTML ? html : xhtml;
        return nonce ? rendered.withNonce() : rendered.plain();
    }

    /** The argument of {@code wx.config}. */
    String json(WxConfig config, ScriptOptions wanted) {
        return new ScriptTemplate(ConfigJson.of(appId, wanted)).fill(config, Optional.empty());
    }
}
