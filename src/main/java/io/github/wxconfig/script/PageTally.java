package io.github.wxconfig.script;

/** Counts what becomes of an account's pages. Called by many threads. */
public interface PageTally {
    /** A page has got a signature. */
    void signed();

    /** A request for a page was answered without one. */
    void unsigned(Unsigned reason);
}
