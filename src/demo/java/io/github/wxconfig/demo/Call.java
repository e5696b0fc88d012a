package io.github.wxconfig.demo;

/**
 * One HTTP request as WeChat's servers see it.
 *
 * @param method      in upper case
 * @param path        from the first {@code /}, without the query
 * @param query       still encoded, without the {@code ?}; empty when there is none
 * @param contentType empty when there is none
 * @param body        empty when there is none
 */
public record Call(String method, String path, String query, String contentType, String body) {
    /** A call without a body; {@code target} is a path with or without a query. */
    public static Call get(String target) {
        return to("GET", target, "", "");
    }

    /** A call with a JSON body, as {@code stable_token} and the bridge want it. */
    public static Call postJson(String target, String body) {
        return to("POST", target, "application/json", body);
    }

    private static Call to(String method, String target, String contentType, String body) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new Call(method, target, "", contentType, body)
                : new Call(method, target.substring(0, mark), target.substring(mark + 1), contentType, body);
    }

    /** The parameters of the query and, for a submitted form, of the body. */
    Parameters parameters() {
        return contentType.startsWith("application/x-www-form-urlencoded")
                ? Parameters.parse(query + "&" + body)
                : Parameters.parse(query);
    }
}
