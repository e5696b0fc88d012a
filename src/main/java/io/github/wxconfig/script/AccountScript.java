package io.github.wxconfig.script;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.signature.WxConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the scripts of all pages of one account have in common, rendered once. Safe for use by many threads. */
public final class AccountScript {
    private static final int MOST_KINDS = 64;

    private final String appId;
    private final ScriptOptions options;
    private final PolicyWarnings policyWarnings = new PolicyWarnings();
    private final ShareWarnings shareWarnings = new ShareWarnings();
    private final Remarks remarks = new Remarks(new LogLimit());
    private final Map<Kind, ScriptTemplate> kinds = new ConcurrentHashMap<>();
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
            return new Templates(markup.template(appId, options, "", false), markup.template(appId, options, "", true));
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

    Remarks remarks() {
        return remarks;
    }

    /**
     * The script elements of a page.
     *
     * @param after statements that follow the call of {@code wx.config}
     */
    String script(Markup markup, WxConfig config, ScriptOptions wanted, String after, Optional<String> policyNonce) {
        return template(markup, wanted, after, policyNonce.isPresent()).fill(config, policyNonce);
    }

    private ScriptTemplate template(Markup markup, ScriptOptions wanted, String after, boolean nonce) {
        if (!after.isEmpty() || !wanted.equals(options)) {
            return kind(new Kind(markup, wanted, after, nonce));
        }
        Templates rendered = markup == Markup.HTML ? html : xhtml;
        return nonce ? rendered.withNonce() : rendered.plain();
    }

    /** Pages that ask for more are of a few kinds as a rule; where each has a card of its own, the memory starts anew. */
    private ScriptTemplate kind(Kind kind) {
        if (kinds.size() >= MOST_KINDS) {
            kinds.clear();
        }
        return kinds.computeIfAbsent(
                kind, any -> kind.markup().template(appId, kind.wanted(), kind.after(), kind.nonce()));
    }

    private record Kind(Markup markup, ScriptOptions wanted, String after, boolean nonce) {}

    /** The argument of {@code wx.config}. */
    String json(WxConfig config, ScriptOptions wanted) {
        return new ScriptTemplate(ConfigJson.of(appId, wanted)).fill(config, Optional.empty());
    }
}
