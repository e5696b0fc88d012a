package io.github.wxconfig.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response that gets a {@link Snippet} at the start of its head, if it turns out to be an HTML page. All that the
 * application writes goes to the container in the call that brings it; what is not a page, or has no place, passes
 * untouched. A declared length grows with the page.
 *
 * <pre>{@code
 * PageResponse page = new PageResponse(request, response, snippet);
 * chain.doFilter(page.request(), page);
 * page.finish();
 * }</pre>
 */
public final class PageResponse extends HttpServletResponseWrapper {
    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final long UNKNOWN = -1;

    private final PageRequest request;
    private final Placement placement;

    /** Some containers return the same stream after a reset, still non-blocking; then ours stays as well. */
    private @Nullable PageStream stream;

    private @Nullable PageWriter writer;

    private boolean forwardEnded;

    /**
     * Wraps the response of one dispatch.
     *
     * @param request the request it answers
     * @param response as the container or an outer filter gives it
     */
    public PageResponse(HttpServletRequest request, HttpServletResponse response, Snippet snippet) {
        super(response);
        this.placement = new Placement(response, snippet, false);
        this.request = PageRequest.withCondition(request, this, snippet);
    }

    private PageResponse(HttpServletRequest request, Snippet snippet, HttpServletResponse response) {
        super(response);
        this.placement = new Placement(response, snippet, true);
        this.request = PageRequest.plain(request, this);
    }

    /**
     * Wraps a response behind other filters that have wrapped the one above it. What they set as encoding is what they
     * will do to the page; only an encoding that is set here says that the application has done so.
     */
    public static PageResponse inner(HttpServletRequest request, HttpServletResponse response, Snippet snippet) {
        return new PageResponse(request, snippet, response);
    }

    /** Whether another filter stands between a response of this type and the one that is given. */
    public static boolean isBehindOthers(ServletResponse response) {
        return !(response instanceof PageResponse)
                && response instanceof ServletResponseWrapper wrapper
                && wrapper.isWrapperFor(PageResponse.class);
    }

    /** The request that the application is to see beside this response. */
    public HttpServletRequest request() {
        return request;
    }

    /** To be called when the filter chain has returned. */
    public void finish() throws IOException {
        if (!request.isAsyncStarted()) {
            settle();
            if (request.isConditional() && !isCommitted()) {
                placement.settleNotModified();
            }
        }
    }

    /** To be called before another thread may write; what is held back cannot wait for that. */
    void leaveThread() {
        placement.leaveThread();
        try {
            release();
        } catch (IOException e) {
            // The client is gone: the application hears of it at its next write.
        }
    }

    private void release() throws IOException {
        if (stream != null) {
            stream.release();
        }
        if (writer != null) {
            writer.release();
        }
    }

    /** To be done before headers or the last bytes go out. */
    private void settle() throws IOException {
        release();
        if (settleHeaders()) {
            super.flushBuffer();
        }
    }

    /** Whether the headers are to go out before the response ends: some containers then count a body of no bytes. */
    boolean settleHeaders() {
        return request.getMethod().equals("HEAD") && placement.settleLengthOfHead();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream target = super.getOutputStream();
        PageStream current = stream;
        if (current == null || !current.wraps(target)) {
            current = new PageStream(target, this, placement);
            stream = current;
            writer = null;
        }
        return current;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (forwardEnded && writer == null) {
            // Containers ask for a writer to close it, and take a stream then; Undertow has changed the type by then.
            throw new IllegalStateException("The forward has ended, and its target has used no writer");
        }
        PrintWriter target = super.getWriter();
        PageWriter current = writer;
        if (current == null || !current.wraps(target)) {
            current = new PageWriter(target, this, placement);
            writer = current;
            stream = null;
        }
        return current;
    }

    @Override
    public void flushBuffer() throws IOException {
        settle();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        placement.reset();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        placement.resetBuffer();
    }

    /**
     * To be called when a forward reaches its target: it has thrown away what was written before, and Jetty does so
     * beneath all wrappers. A response that no wrapper of this kind is around is left alone.
     */
    public static void forwarded(ServletResponse response) {
        for (PageResponse page : around(response)) {
            if (!page.isCommitted()) {
                page.placement.resetBuffer();
            }
        }
    }

    /**
     * To be called when the target of a forward has returned: Tomcat 11 then takes nothing more, so that nothing may be
     * held back.
     */
    public static void forwardEnds(ServletResponse response) throws IOException {
        for (PageResponse page : around(response)) {
            page.settle();
        }
        // Behind a wrapper of the application's, the page goes on: it may keep what was written, and write it now.
        for (ServletResponse each = response; each instanceof PageResponse page; each = page.getResponse()) {
            page.forwardEnded = !page.request.isAsyncStarted();
        }
    }

    /** What the application sees first stands first. */
    private static List<PageResponse> around(ServletResponse response) {
        List<PageResponse> pages = new ArrayList<>(2);
        ServletResponse each = response;
        while (each instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof PageResponse page) {
                pages.add(page);
            }
            each = wrapper.getResponse();
        }
        return pages;
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        placement.declareLength(length, (HttpServletResponse) getResponse());
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!declaresLength(name, value)) {
            seeEncoding(name, value);
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!declaresLength(name, value)) {
            seeEncoding(name, value);
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (!declaresLength(name, Integer.toString(value))) {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (!declaresLength(name, Integer.toString(value))) {
            super.addIntHeader(name, value);
        }
    }

    private void seeEncoding(String name, @Nullable String value) {
        if (CONTENT_ENCODING.equalsIgnoreCase(name)) {
            placement.encoded(value);
        }
    }

    /** Takes a length that comes as a header; one that is no number is the container's to refuse. */
    private boolean declaresLength(@Nullable String name, @Nullable String value) {
        if (!CONTENT_LENGTH.equalsIgnoreCase(name)) {
            return false;
        }
        try {
            setContentLengthLong(value == null ? UNKNOWN : Long.parseLong(value.strip()));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
