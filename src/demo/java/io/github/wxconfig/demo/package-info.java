/**
 * The demo: its servlets and the stand-in for WeChat that it and the tests talk to. Never in the jar.
 */
@NullMarked
package io.github.wxconfig.demo;

import org.jspecify.annotations.NullMarked;
