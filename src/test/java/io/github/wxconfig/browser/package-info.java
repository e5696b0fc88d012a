/**
 * The demo as a browser shows it: WeChat's official script, unchanged, in Chromium. Start at
 * {@link io.github.wxconfig.browser.DemoVisit}.
 */
@NullMarked
package io.github.wxconfig.browser;

import org.jspecify.annotations.NullMarked;
