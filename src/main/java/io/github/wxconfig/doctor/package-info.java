/** Why a page does not work in WeChat: one page seen from outside, and compared with the settings of its account. */
@NullMarked
package io.github.wxconfig.doctor;

import org.jspecify.annotations.NullMarked;
