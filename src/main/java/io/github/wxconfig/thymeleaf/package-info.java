/**
 * The Thymeleaf dialect {@code wx}: a few lines each over {@link io.github.wxconfig.script.PageTag}. Start at {@link
 * io.github.wxconfig.thymeleaf.WxConfigDialect}.
 */
@NullMarked
package io.github.wxconfig.thymeleaf;

import org.jspecify.annotations.NullMarked;
