/**
 * Puts a piece of markup into an HTML page while the application writes it, and touches nothing else. Start at
 * {@link io.github.wxconfig.response.PageResponse}.
 */
@NullMarked
package io.github.wxconfig.response;

import org.jspecify.annotations.NullMarked;
