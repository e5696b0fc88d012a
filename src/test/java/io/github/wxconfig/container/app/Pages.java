package io.github.wxconfig.container.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** The application that the containers run: each {@link Scenario} at a path of its own. */
@WebServlet(urlPatterns = "/pages/*", loadOnStartup = 1, asyncSupported = true)
public final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        String path = included == null ? request.getPathInfo() : included.toString();
        Scenario.valueOf(path.substring(1).toUpperCase(Locale.ROOT).replace('-', '_'))
                .answer(request, response);
    }
}
