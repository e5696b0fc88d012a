package io.github.wxconfig.script;

import java.util.Locale;

/** Why a request for a page was answered without a signature. */
public enum Unsigned {
    /** There was no ticket that WeChat would accept. */
    NO_TICKET,
    /** The browser's host is none of the account's. */
    OTHER_HOST,
    /** The path is excluded. */
    EXCLUDED,
    /** The page's Content-Security-Policy blocks the script. */
    POLICY,
    /** The page has no head into which a script could go. */
    NO_PLACE,
    /** The length of the page was fixed before its first byte. */
    FIXED_LENGTH,
    /** The application compresses it itself. */
    ENCODED,
    /** Something failed that should not. */
    ERROR;

    /** As it is shown to people and programs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
