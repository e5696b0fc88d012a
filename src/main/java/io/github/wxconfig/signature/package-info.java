/**
 * The values of one {@code wx.config} call and how they are computed. Start at
 * {@link io.github.wxconfig.signature.Signer}.
 */
@NullMarked
package io.github.wxconfig.signature;

import org.jspecify.annotations.NullMarked;
