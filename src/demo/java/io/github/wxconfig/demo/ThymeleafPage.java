package io.github.wxconfig.demo;

import io.github.wxconfig.thymeleaf.WxConfigDialect;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** A page rendered by plain Thymeleaf, without any framework around it. */
public final class ThymeleafPage extends HttpServlet {

    private static final long serialVersionUID = 1;

    private transient JakartaServletWebApplication application;
    private final transient TemplateEngine engine = new TemplateEngine();

    /** Made by the container. */
    @SuppressWarnings("NullAway.Init") // the container calls init() before the first request
    public ThymeleafPage() {}

    @Override
    public void init() {
        application = JakartaServletWebApplication.buildApplication(getServletContext());
        WebApplicationTemplateResolver templates = new WebApplicationTemplateResolver(application);
        templates.setPrefix("/WEB-INF/templates/");
        templates.setSuffix(".html");
        engine.setTemplateResolver(templates);
        engine.addDialect(new WxConfigDialect());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        WebContext page = new WebContext(application.buildExchange(request, response), request.getLocale());
        engine.process("page", page, response.getWriter());
    }
}
