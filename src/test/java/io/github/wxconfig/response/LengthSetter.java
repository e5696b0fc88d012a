package io.github.wxconfig.response;

import jakarta.servlet.http.HttpServletResponse;

/** The six ways in which an application can declare the length of its response. */
enum LengthSetter {
    SET_CONTENT_LENGTH {
        @Override
        void declare(HttpServletResponse response, int length) {
            response.setContentLength(length);
        }
    },
    SET_CONTENT_LENGTH_LONG {
        @Override
        void declare(HttpServletResponse response, int length) {
            response.setContentLengthLong(length);
        }
    },
    SET_HEADER {
        @Override
        void declare(HttpServletResponse response, int length) {
            response.setHeader("Content-Length", Integer.toString(length));
        }
    },
    ADD_HEADER {
        @Override
        void declare(HttpServletResponse response, int length) {
            response.addHeader("content-length", " " + length);
        }
    },
    SET_INT_HEADER {
        @Override
        void declare(HttpServletResponse response, int length) {
            response.setIntHeader("CONTENT-LENGTH", length);
        }
    },
    ADD_INT_HEADER {
        @Override
        void declare(HttpServletResponse response, int length) {
            response.addIntHeader("Content-length", length);
        }
    };

    abstract void declare(HttpServletResponse response, int length);
}
