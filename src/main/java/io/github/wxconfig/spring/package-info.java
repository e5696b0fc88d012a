/**
 * Spring Boot 3.5 and 4 have wxconfig by itself: its settings are properties {@code wxconfig.*}. Start at {@link
 * io.github.wxconfig.spring.WxConfigAutoConfiguration}; no other package knows of Spring.
 */
@NullMarked
package io.github.wxconfig.spring;

import org.jspecify.annotations.NullMarked;
