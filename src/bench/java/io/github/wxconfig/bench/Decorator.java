package io.github.wxconfig.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sitemesh.builder.SiteMeshFilterBuilder;

/** The page that SiteMesh puts around every page. */
final class Decorator extends HttpServlet {
    static final String PATH = "/decorator";

    private static final long serialVersionUID = 1L;

    private transient @Nullable WxJavaScript script;

    /** With the first page: the start of the server is measured as well. */
    @Override
    public void init() {
        script = new WxJavaScript();
    }

    static Filter filter() {
        return new SiteMeshFilterBuilder()
                .setDecoratorPrefix("")
                .addDecoratorPath("/page/*", PATH)
                .create();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.getWriter()
                .write("<!DOCTYPE html>\n<html><head>"
                        + Objects.requireNonNull(script).of(request) + "<sitemesh:write property=\"head\"/>"
                        + "<title><sitemesh:write property=\"title\"/></title></head>"
                        + "<body><sitemesh:write property=\"body\"/></body></html>");
    }
}
