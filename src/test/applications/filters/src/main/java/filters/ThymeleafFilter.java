package filters;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.IWebExchange;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Answers by itself, as in Thymeleaf's own documentation: the path names the template. */
public class ThymeleafFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private transient JakartaServletWebApplication application;
    private transient TemplateEngine engine;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        application = JakartaServletWebApplication.buildApplication(config.getServletContext());
        WebApplicationTemplateResolver templates = new WebApplicationTemplateResolver(application);
        templates.setPrefix("/WEB-INF/templates/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        engine = new TemplateEngine();
        engine.setTemplateResolver(templates);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        IWebExchange exchange = application.buildExchange(request, response);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        String path = exchange.getRequest().getPathWithinApplication();
        engine.process(path.substring(path.lastIndexOf('/') + 1), new WebContext(exchange), response.getWriter());
    }
}
