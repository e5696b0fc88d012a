package io.github.wxconfig.demo;

/** What the simulator's pages have in common: they need no script, and show every text as text. */
final class Html {
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--line:#8883;--accent:#07c160}
            body{margin:0;font:15px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
            main{max-width:62rem;margin:0 auto;padding:1.5rem 1rem 4rem}
            h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
            small{opacity:.65;font-weight:normal}code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line);font-weight:normal}th{width:14rem}
            form{display:inline-flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.25rem .5rem .25rem 0}
            form.fields{display:grid}label{display:inline-flex;gap:.4rem;align-items:center}.fields label{display:grid}
            button,select,input{font:inherit;padding:.3rem .7rem;border:1px solid var(--line);border-radius:.4rem}
            input[type=number]{width:7rem}
            button{background:var(--accent);border-color:var(--accent);color:#fff;cursor:pointer}
            """;

    private Html() {}

    static String page(String title, String main) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%s</title>
                <style>%s</style>
                <main>
                %s</main>
                """
                .formatted(escape(title), STYLE, main);
    }

    /** For use inside and outside of quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
