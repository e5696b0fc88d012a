/**
 * What a user names: the filter and its settings. Here the other packages are put together. Start at {@link
 * io.github.wxconfig.WxConfigFilter}.
 */
@NullMarked
package io.github.wxconfig;

import org.jspecify.annotations.NullMarked;
