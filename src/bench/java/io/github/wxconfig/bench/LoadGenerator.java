package io.github.wxconfig.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Browsers that ask for the same page again and again, each on a connection of its own. Runs in its own JVM: reads lines
 * of address, seconds and number of browsers, and answers each with the number of pages and the time in nanoseconds.
 */
final class LoadGenerator {
    private LoadGenerator() {}

    public static void main(String[] arguments) throws Exception {
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ", -1);
                System.out.println(run(URI.create(words[0]), Double.parseDouble(words[1]), Integer.parseInt(words[2])));
            }
        }
    }

    private static String run(URI page, double seconds, int browsers) throws Exception {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        ExecutorService threads = Executors.newFixedThreadPool(browsers);
        try {
            Callable<Long> browser = () -> browse(page, end);
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < browsers; i++) {
                counts.add(threads.submit(browser));
            }
            long pages = 0;
            for (Future<Long> count : counts) {
                pages += count.get();
            }
            return pages + " " + (System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long browse(URI page, long end) throws IOException {
        byte[] request = request(page).getBytes(US_ASCII);
        long count = 0;
        try (KeptConnection connection = new KeptConnection(page)) {
            while (System.nanoTime() < end) {
                connection.ask(request);
                count++;
            }
        }
        return count;
    }

    /** As WeChat on Android asks; over plain http it does not say what for. */
    private static String request(URI page) {
        String path = page.getRawPath();
        boolean navigation = path.startsWith("/page/");
        boolean secure = !Application.PLAIN.equals(page.getRawQuery());
        return "GET " + path + " HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\n"
                + "Connection: keep-alive\r\n"
                + (navigation ? "Upgrade-Insecure-Requests: 1\r\n" : "")
                + "User-Agent: Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
                + " Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20240501 MicroMessenger/8.0.50\r\n"
                + "Accept: "
                + (navigation
                        ? "text/html,application/xhtml+xml,application/xml;q=0.9,image/wxpic,image/webp,*/*;q=0.8"
                        : "*/*")
                + "\r\nX-Requested-With: com.tencent.mm\r\n"
                + (secure ? purpose(path) : "")
                + "Accept-Encoding: gzip, deflate\r\nAccept-Language: zh-CN,zh;q=0.9\r\nCookie: session=0123456789\r\n\r\n";
    }

    private static String purpose(String path) {
        return switch (path) {
            case Application.JSON -> "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n";
            case Application.FILE ->
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: style\r\n";
            default -> "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
        };
    }
}
