/**
 * Where credentials are kept: one class for each library that keeps them. Start at
 * {@link io.github.wxconfig.store.EhcacheCredentialStore}.
 */
@NullMarked
package io.github.wxconfig.store;

import org.jspecify.annotations.NullMarked;
