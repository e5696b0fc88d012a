/**
 * The figures of the accounts as metrics of Micrometer, for applications that have it. Start at
 * {@link io.github.wxconfig.micrometer.WxConfigMetrics}.
 */
@NullMarked
package io.github.wxconfig.micrometer;

import org.jspecify.annotations.NullMarked;
