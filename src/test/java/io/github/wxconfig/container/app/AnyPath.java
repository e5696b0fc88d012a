package io.github.wxconfig.container.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Answers to every address below it; a query that begins with {@code way=} says by which way, any other one at once. */
@WebServlet(urlPatterns = "/any/*", loadOnStartup = 1, asyncSupported = true)
public final class AnyPath extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        switch (query.startsWith("way=") ? request.getParameter("way") : "") {
            case "redirect" -> response.sendRedirect(request.getParameter("to"));
            case "forward" ->
                request.getRequestDispatcher("/any/inner;v=1?inner=1").forward(request, response);
            case "missing" -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            case "failure" -> throw new ServletException("for the error page");
            case "async" -> request.startAsync().dispatch("/any/inner?inner=1");
            default -> Blank.page(response, "any path");
        }
    }
}
