package io.github.wxconfig;

import java.net.URI;

/**
 * A server that hands out the account's ticket.
 *
 * @param url where
 * @param key what proves that this application may have it; never printed
 */
record TicketSource(URI url, String key) {
    @Override
    public String toString() {
        return "TicketSource[" + url + "]";
    }
}
