/**
 * WeChat's HTTP API: the calls that issue tokens and tickets, and what their errors mean; and the one call to a server
 * that asks WeChat for everybody. Start at {@link io.github.wxconfig.wechat.WechatApi}; nothing else imports the HTTP client.
 */
@NullMarked
package io.github.wxconfig.wechat;

import org.jspecify.annotations.NullMarked;
