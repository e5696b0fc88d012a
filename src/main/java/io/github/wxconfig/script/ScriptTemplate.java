package io.github.wxconfig.script;

import io.github.wxconfig.signature.WxConfig;
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

    private static final int LENGTH_OF_VALUES = 10 + 16 + 40;

    /** Texts and gaps by turns, a text first and last. */
    private final List<String> parts = new ArrayList<>();

    private final int length;

    ScriptTemplate(String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= URL) {
                parts.add(text.substring(start, i));
                parts.add(text.substring(i, i + 1));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        length = text.length() + LENGTH_OF_VALUES;
    }

    /** @param policyNonce letters, digits and what else a nonce may have, all of which stand in a script as they are */
    String fill(WxConfig config, Optional<String> policyNonce) {
        StringBuilder text =
                new StringBuilder(length + policyNonce.map(String::length).orElse(0) * 3);
        text.append(parts.get(0));
        for (int i = 1; i < parts.size(); i += 2) {
            switch (parts.get(i).charAt(0)) {
                case TIMESTAMP -> text.append(config.timestamp());
                case NONCE_STR -> text.append(config.nonceStr());
                case SIGNATURE -> text.append(config.signature());
                case URL -> text.append(ConfigJson.string(config.address()));
                default -> text.append(policyNonce.orElseThrow());
            }
            text.append(parts.get(i + 1));
        }
        return text.toString();
    }
}
