package io.github.wxconfig.script;

import io.github.wxconfig.ticket.WxConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text with gaps for what differs from page to page, so that the rest is rendered once. A gap is a control character,
 * which neither JSON nor an address of a script has in it.
 */
final class ScriptTemplate {
    static final char TIMESTAMP = '\1';
    static final char NONCE_STR = '\2';
    static final char SIGNATURE = '\3';

    /** What the page's Content-Security-Policy demands of script elements. */
    static final char POLICY_NONCE = '\4';

    /** The address that was signed, as a string literal. */
    static final char URL = '\5';

    /** Texts and gaps by turns, a text first and last. */
    private final String[] parts;

    ScriptTemplate(String text) {
        List<String> found = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= URL) {
                found.add(text.substring(start, i));
                found.add(text.substring(i, i + 1));
                start = i + 1;
            }
        }
        found.add(text.substring(start));
        parts = found.toArray(String[]::new);
    }

    /** @param policyNonce letters, digits and what else a nonce may have, all of which stand in a script as they are */
    String fill(WxConfig config, Optional<String> policyNonce) {
        String[] filled = parts.clone();
        for (int i = 1; i < filled.length; i += 2) {
            filled[i] = switch (filled[i].charAt(0)) {
                case TIMESTAMP -> Long.toString(config.timestamp());
                case NONCE_STR -> config.nonceStr();
                case SIGNATURE -> config.signature();
                case URL -> ConfigJson.string(config.address());
                default -> policyNonce.orElseThrow();
            };
        }
        return String.join("", filled);
    }
}
