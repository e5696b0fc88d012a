package io.github.wxconfig.demo;

/** What an appId may belong to. */
public enum AccountKind {
    /** An official account that serves web pages. */
    OFFICIAL,
    /** A test account: its pages are for those who follow it. */
    TEST,
    /** A mini program: it has tokens and tickets, and no JS-safe domain. */
    MINI_PROGRAM
}
