package io.github.wxconfig.script;

/** Counts what becomes of an account's pages. Called by many threads. */
public interface PageTally {
    /** A page has got a signature. */
    void signed();

    /** A request for a page was answered without one. */
    void unsigned(Unsigned reason);

    /** A browser has reported that a page was refused, or the ticket was found to be the reason; by the cause's name. */
    void refused(String cause);
}
