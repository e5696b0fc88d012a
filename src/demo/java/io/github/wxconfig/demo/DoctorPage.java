package io.github.wxconfig.demo;

import io.github.wxconfig.Doctor;
import io.github.wxconfig.config.SettingsSources.Application;
import io.github.wxconfig.doctor.CheckResult;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the doctor says of one of the demo's pages, which it visits at this server's own port: what stands in front of the
 * server, the command sees.
 */
public final class DoctorPage extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final List<String> PAGES =
            List.of("share.jsp", "tags.jsp", "thymeleaf", "static.html", "gbk.jsp", "card.html", "spa/", "simulator/");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String page = PAGES.stream()
                .filter(known -> known.equals(request.getParameter("page")))
                .findFirst()
                .orElse(PAGES.get(0));
        String address = (request.isSecure() ? "https" : "http") + "://"
                + InetAddress.getLoopbackAddress().getHostAddress() + ":" + request.getLocalPort()
                + request.getContextPath() + "/" + page;
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(page(page, results(address, request.getLocale())));
    }

    private List<CheckResult> results(String address, Locale locale) throws IOException {
        try {
            return Doctor.examine(Application.of(getServletContext()), address, locale);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("The server is stopping", stopping);
        }
    }

    private static String page(String examined, List<CheckResult> results) {
        String choices = PAGES.stream()
                .map(page -> "<option%s>%s</option>".formatted(page.equals(examined) ? " selected" : "", page))
                .collect(Collectors.joining());
        return Html.page(
                "The doctor / 诊断",
                """
                <h1>The doctor <small>诊断</small></h1>
                <p>What <code>java -cp 'WEB-INF/lib/*' io.github.wxconfig.Doctor ADDRESS</code> says of a page of this
                demo, which it visits as WeChat's client does.<br>
                以微信客户端的身份访问本示例的一个页面，逐项检查并给出处理办法；命令行也可以运行同样的检查。</p>
                <form><select name="page">%s</select><button>Examine / 检查</button></form>
                <table>%s</table>
                <p><a href="./">Demo / 示例首页</a></p>
                """
                        .formatted(
                                choices, results.stream().map(DoctorPage::row).collect(Collectors.joining())));
    }

    private static String row(CheckResult result) {
        String mark =
                switch (result.outcome()) {
                    case OK -> "✓";
                    case WARNING -> "!";
                    case FAILURE -> "✗";
                    case SKIPPED -> "–";
                };
        return "<tr><th>%s %s<td>%s</tr>\n"
                .formatted(
                        mark,
                        Html.escape(result.check()),
                        Stream.of(result.text(), result.cure())
                                .filter(text -> !text.isEmpty())
                                .map(Html::escape)
                                .collect(Collectors.joining("<br>→ ")));
    }
}
