/**
 * The script elements that a page gets, and the request attribute from which templates read the same values. Start at
 * {@link io.github.wxconfig.script.SignedPage}.
 */
@NullMarked
package io.github.wxconfig.script;

import org.jspecify.annotations.NullMarked;
