package io.github.wxconfig.jsp;

import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.script.PageTag;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;

/** A tag without a body that asks something of the page's script, and writes what it gets where it stands. */
abstract class ScriptTag extends SimpleTagSupport {
    private static final String LIMIT = "io.github.wxconfig.jsp.limit";

    private final String name;

    /** @param name as it stands in a page, with the usual prefix */
    ScriptTag(String name) {
        this.name = name;
    }

    /** What to write. */
    abstract String markup(PageTag tag);

    @Override
    public final void doTag() throws IOException {
        PageContext page = (PageContext) getJspContext();
        HttpServletRequest request = (HttpServletRequest) page.getRequest();
        page.getOut()
                .write(markup(PageTag.of(request::getAttribute, () -> limit(page), file(request), "<" + name + ">")));
    }

    private static LogLimit limit(PageContext page) {
        if (page.getAttribute(LIMIT, PageContext.APPLICATION_SCOPE) instanceof LogLimit limit) {
            return limit;
        }
        LogLimit begun = new LogLimit();
        page.setAttribute(LIMIT, begun, PageContext.APPLICATION_SCOPE);
        return begun;
    }

    /** An included JSP is named by an attribute; a tag file by the JSP that uses it. */
    private static String file(HttpServletRequest request) {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        return included == null ? request.getServletPath() : included.toString();
    }
}
