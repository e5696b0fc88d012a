package io.github.wxconfig.wechat;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Adds the query, which holds secret or token, to the request line when the client has logged that line. */
final class LateQuery extends HttpRequestExecutor {
    /** The context's attribute with the raw query. */
    static final String ATTRIBUTE = "wxconfig.query";

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        String path = request.getPath();
        if (context.getAttribute(ATTRIBUTE) instanceof String query) {
            request.setPath(path + "?" + query);
        }
        try {
            return super.execute(request, connection, informationCallback, context);
        } finally {
            request.setPath(path);
        }
    }
}
