/**
 * Where settings come from and what they mean. {@link io.github.wxconfig.config.SettingsTable} has one row for each; start
 * there to add one.
 */
@NullMarked
package io.github.wxconfig.config;

import org.jspecify.annotations.NullMarked;
