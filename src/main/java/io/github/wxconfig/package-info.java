/**
 * What a user names: the filter and its settings.
 * Here the other packages are put together.
 */
@NullMarked
package io.github.wxconfig;

import org.jspecify.annotations.NullMarked;
