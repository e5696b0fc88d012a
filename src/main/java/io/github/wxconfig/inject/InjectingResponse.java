package io.github.wxconfig.inject;

import io.github.wxconfig.inject.ResponseGate.Page;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A response that gets an {@link Insertion} at the start of its head, if it turns out to be an HTML page. All that the
 * application writes goes to the container in the call that brings it; what is not a page, or has no place, passes
 * untouched. A declared length grows with the page.
 */
public final class InjectingResponse extends HttpServletResponseWrapper {
    private static final String CONTENT_LENGTH = "Content-Length";
    private static final long UNKNOWN = -1;

    private final HttpServletRequest request;
    /** A container puts its own wrapper beneath this one for the time of an include or a forward. */
    private final HttpServletResponse container;

    private final Injection injection;
    private final Insertion insertion;
    /** Made when there is something to change. */
    private @Nullable CacheHeaders cacheHeaders;

    /** A reset does not end it where the container keeps its own: that one stays non-blocking, too. */
    private @Nullable InjectingStream stream;

    private @Nullable InjectingWriter writer;
    private long declaredLength = UNKNOWN;
    private long added;

    /**
     * Wraps the response of one dispatch.
     *
     * @param request the request it answers
     * @param response as the container or an outer filter gives it
     * @param prologs those of the application's other pages
     */
    public InjectingResponse(
            HttpServletRequest request, HttpServletResponse response, Insertion insertion, KnownPrologs prologs) {
        super(response);
        this.request = request;
        this.container = response;
        this.insertion = insertion;
        this.injection = new Injection(this, insertion, prologs);
    }

    /** To be called when the filter chain has returned. */
    public void finish() throws IOException {
        if (!request.isAsyncStarted()) {
            release();
            settleLengthOfHead();
            settleNotModified();
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

    HttpServletResponse container() {
        return container;
    }

    /** Whether a tag at the end of a write may wait for the next write: not where that may come from another thread. */
    boolean mayHold() {
        return !request.isAsyncStarted();
    }

    /** Whether markup may still be added to this page: its length is not known to the client, or can be corrected. */
    boolean mayGrow(Page page) {
        if (declaredLength == UNKNOWN) {
            boolean declaredFurtherOut = container.containsHeader(CONTENT_LENGTH);
            return !declaredFurtherOut;
        }
        return !container.isCommitted() && page.asciiCompatible();
    }

    void grow(int bytes) {
        if (declaredLength != UNKNOWN) {
            container.setContentLengthLong(declaredLength + bytes);
        }
        added = bytes;
    }

    /** A page that caches are told nothing of is not kept by them for long, nor asked for again by a condition. */
    void limitCaching(PageHeaders headers) {
        if (!headers.isEmpty() && !container.isCommitted()) {
            insertion.edition().ifPresent(edition -> cacheHeaders().limitTo(edition));
        }
    }

    private CacheHeaders cacheHeaders() {
        CacheHeaders headers = cacheHeaders;
        if (headers == null) {
            headers = new CacheHeaders(container, InstantSource.system());
            cacheHeaders = headers;
        }
        return headers;
    }

    /** The application has compared its own validators; the browser's copy has those of a page with an insertion. */
    private void settleNotModified() {
        if (getStatus() == SC_NOT_MODIFIED && request instanceof ConditionalRequest && !container.isCommitted()) {
            insertion.edition().ifPresent(edition -> cacheHeaders().nameEdition(edition));
        }
    }

    /**
     * The answer to HEAD must not give a length that GET would contradict. A servlet that declares the length of a page
     * and writes nothing leaves open whether GET would find a place in it.
     */
    void settleLengthOfHead() {
        boolean unknowable = request.getMethod().equals("HEAD")
                && declaredLength != UNKNOWN
                && !injection.hasBegun()
                && !container.isCommitted();
        if (unknowable && ResponseGate.page(container).isPresent()) {
            declaredLength = UNKNOWN;
            container.setContentLengthLong(UNKNOWN);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream target = super.getOutputStream();
        InjectingStream current = stream;
        if (current == null || !current.wraps(target)) {
            current = new InjectingStream(target, this, injection);
            stream = current;
            writer = null;
        }
        return current;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter target = super.getWriter();
        InjectingWriter current = writer;
        if (current == null || !current.wraps(target)) {
            current = new InjectingWriter(target, this, injection);
            writer = current;
            stream = null;
        }
        return current;
    }

    @Override
    public void flushBuffer() throws IOException {
        release();
        settleLengthOfHead();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        declaredLength = UNKNOWN;
        cacheHeaders = null;
        restart();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        bufferIsReset();
    }

    /**
     * To be called when a forward reaches its target: it has thrown away what was written before, and Jetty does so
     * beneath all wrappers. A response that no wrapper of this kind is around is left alone.
     */
    public static void forwarded(ServletResponse response) {
        ServletResponse outer = response;
        while (!(outer instanceof InjectingResponse) && outer instanceof ServletResponseWrapper wrapper) {
            outer = wrapper.getResponse();
        }
        if (outer instanceof InjectingResponse page && !page.isCommitted()) {
            page.bufferIsReset();
        }
    }

    private void bufferIsReset() {
        if (cacheHeaders != null) {
            cacheHeaders.undo();
        }
        if (added > 0 && declaredLength != UNKNOWN) {
            container.setContentLengthLong(declaredLength);
        }
        restart();
    }

    private void restart() {
        added = 0;
        injection.restart();
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    /** The length of an included part is ignored by the container; the one declared before it stays. */
    @Override
    public void setContentLengthLong(long length) {
        if (isCommitted()) {
            super.setContentLengthLong(length);
            return;
        }
        boolean inInnerDispatch = getResponse() != container;
        if (inInnerDispatch && declaredLength != UNKNOWN) {
            container.setContentLengthLong(UNKNOWN);
        }
        super.setContentLengthLong(length < 0 ? UNKNOWN : length + added);
        boolean ignored = inInnerDispatch && length >= 0 && !container.containsHeader(CONTENT_LENGTH);
        if (!ignored) {
            declaredLength = length < 0 ? UNKNOWN : length;
        } else if (declaredLength != UNKNOWN) {
            container.setContentLengthLong(declaredLength + added);
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!declaresLength(name, value)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!declaresLength(name, value)) {
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
