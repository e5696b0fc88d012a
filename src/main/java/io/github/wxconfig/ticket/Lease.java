package io.github.wxconfig.ticket;

/** The right to renew an account's credentials while the other nodes wait, until it is given back or has run out. */
@FunctionalInterface
public interface Lease extends AutoCloseable {
    /** Gives it back, unless it has run out meanwhile and is another node's. */
    @Override
    void close();
}
