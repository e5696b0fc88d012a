/**
 * How an account at work is watched from outside: what happens to its pages and calls is counted, and shown by JMX. Start
 * at {@link io.github.wxconfig.watch.AccountMXBean}.
 */
@NullMarked
package io.github.wxconfig.watch;

import org.jspecify.annotations.NullMarked;
