/**
 * How a message is written: foreign text on one line, the same thing once, and where it is read. It imports nothing and all may
 * import it. Start at {@link io.github.wxconfig.log.Printable}.
 */
@NullMarked
package io.github.wxconfig.log;

import org.jspecify.annotations.NullMarked;
