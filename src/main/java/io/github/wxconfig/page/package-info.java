/**
 * Which address the browser shows for a request, and whom to believe about it. Start at
 * {@link io.github.wxconfig.page.PageUrlReader}.
 */
@NullMarked
package io.github.wxconfig.page;

import org.jspecify.annotations.NullMarked;
