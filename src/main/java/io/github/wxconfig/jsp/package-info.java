/**
 * The tag library {@code wx}, which {@code META-INF/wxconfig.tld} describes: a few lines each over {@link
 * io.github.wxconfig.script.PageTag}. Loaded only where a JSP uses it.
 */
@NullMarked
package io.github.wxconfig.jsp;

import org.jspecify.annotations.NullMarked;
