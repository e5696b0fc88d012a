/**
 * What happens to the pages and calls of an account, for those who watch it: by JMX, and by Micrometer over the same
 * numbers. Start at {@link io.github.wxconfig.metrics.AccountMetrics}.
 */
@NullMarked
package io.github.wxconfig.metrics;

import org.jspecify.annotations.NullMarked;
