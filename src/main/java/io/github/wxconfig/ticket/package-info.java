/**
 * The account's token and ticket, how long they live, and how one is at hand whenever a page is signed. Start at
 * {@link io.github.wxconfig.ticket.CurrentTicket}.
 */
@NullMarked
package io.github.wxconfig.ticket;

import org.jspecify.annotations.NullMarked;
