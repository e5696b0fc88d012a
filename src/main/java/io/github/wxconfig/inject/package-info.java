/**
 * Puts a piece of markup into an HTML page while the application writes it, and touches nothing else. Start at
 * {@link io.github.wxconfig.inject.InjectingResponse}.
 */
@NullMarked
package io.github.wxconfig.inject;

import org.jspecify.annotations.NullMarked;
