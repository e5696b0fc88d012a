package io.github.wxconfig;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An address of wxconfig's own within the application. Safe for use by many threads. */
@FunctionalInterface
interface Endpoint {
    /** Answers the request if it is meant for this address; false: it is the application's to answer. */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
