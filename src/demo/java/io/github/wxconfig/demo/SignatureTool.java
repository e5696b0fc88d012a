package io.github.wxconfig.demo;

import java.util.List;

/** WeChat's page for checking a signature by hand: the four fields in, the signed text and its signature out. */
final class SignatureTool {
    private static final List<String> FIELDS = List.of("jsapi_ticket", "noncestr", "timestamp", "url");
    private static final String FORM = Html.page(
            "JS-SDK signature / JS-SDK 签名校验",
            """
            <h1>JS-SDK signature <small>签名校验</small></h1>
            <p>Computes the signature from the values as given; what follows a <code>#</code> in the URL is left out.<br>
            按所给的值计算签名，URL 中 <code>#</code> 及其后面的部分不参与签名。</p>
            <form method="post" action="jsapisign" class="fields">
            <label>jsapi_ticket <input name="jsapi_ticket" required></label>
            <label>noncestr <input name="noncestr" required></label>
            <label>timestamp <input name="timestamp" inputmode="numeric" required></label>
            <label>url <input name="url" placeholder="https://" required></label>
            <button>Sign / 生成签名</button>
            </form>
            """);

    private SignatureTool() {}

    static Answer answer(Call call) {
        if (call.method().equals("GET") && call.query().isEmpty()) {
            return Answer.html(200, FORM);
        }
        Parameters sent = call.parameters();
        List<String> missing =
                FIELDS.stream().filter(field -> sent.get(field).isEmpty()).toList();
        if (!missing.isEmpty()) {
            String error = Json.object()
                    .put("errmsg", "missing " + String.join(", ", missing))
                    .text();
            return new Answer(400, "application/json; charset=utf-8", error);
        }
        JsSignature signature =
                new JsSignature(sent.get("jsapi_ticket"), sent.get("noncestr"), sent.get("timestamp"), sent.get("url"));
        return Answer.json(Json.object()
                .put("string1", signature.string1())
                .put("signature", signature.sha1())
                .text());
    }
}
