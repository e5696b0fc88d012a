package io.github.wxconfig.config;

import io.github.wxconfig.script.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the texts of single settings are read. What is wrong with a text is said without the text: any may be a secret in the
 * wrong place, or an address with a password in it.
 */
final class Readers {
    static final String API_URL = "https://api.weixin.qq.com";
    static final String OFFICIAL_HOST = "https://res.wx.qq.com/";
    static final String SDK_PATH = "open/js/jweixin-1.6.0.js";
    static final String SDK_URL = OFFICIAL_HOST + SDK_PATH;
    static final String SIGN_PATH = "/wxconfig/sign";

    private static final int SHORTEST_KEY = 32;
    private static final Pattern APP_ID_FORM = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern SECRET_FORM = Pattern.compile("[0-9a-fA-F]{32}");
    /** A key goes into an Authorization header (RFC 6750, section 2.1). */
    private static final Pattern KEY_FORM = Pattern.compile("[0-9A-Za-z._~+/-]++=*+");

    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(::|(0+:){7}0*)1]");
    private static final Pattern SDK_URL_FORM = Pattern.compile("(https?:/)?/[!-~&&[^\"'<>\\\\]]+");
    private static final Pattern USER = Pattern.compile("(https?:)?//[^/?#]*@");
    private static final Pattern VERIFICATION_FORM = Pattern.compile("(?:MP_verify_)?([0-9A-Za-z]{1,64})(?:\\.txt)?");
    private static final Pattern PATH_FORM = Pattern.compile("(/[\\w.~-]*[\\w~-])+");

    private Readers() {}

    /** An appId goes into every page. */
    static String appId(String text) {
        boolean secret = SECRET_FORM.matcher(text).matches();
        require(
                APP_ID_FORM.matcher(text).matches() && !secret,
                (secret ? "its value looks like a secret" : "its value is none")
                        + "; an appId looks like wx0123456789abcdef and is shown at mp.weixin.qq.com, Basic"
                        + " configuration");
        return text;
    }

    static String key(String text) {
        require(
                KEY_FORM.matcher(text).matches() && text.length() >= SHORTEST_KEY,
                "at least " + SHORTEST_KEY
                        + " letters, digits and -._~+/ are wanted, and no spaces; openssl rand -hex 32" + " makes one");
        return text;
    }

    static List<String> names(List<String> names) {
        require(
                names.stream().allMatch(name -> Names.in(name).equals(List.of(name))),
                "no name has a space or a comma in it; give each name by itself");
        return names;
    }

    static String sdkUrl(String text) {
        require(
                SDK_URL_FORM.matcher(text).matches() && !USER.matcher(text).lookingAt(),
                "neither a URL like " + SDK_URL + " nor a path that starts with /; a URL names no user");
        return text;
    }

    static Optional<String> signPath(String text) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        require(PATH_FORM.matcher(text).matches(), "neither none nor a path within the application like " + SIGN_PATH);
        return Optional.of(text);
    }

    /** The code alone; the name of the file that WeChat hands out has it, too. */
    static String verificationCode(String text) {
        Matcher code = VERIFICATION_FORM.matcher(text);
        require(code.matches(), "neither a code nor the name of WeChat's file, like MP_verify_8TYrPxuQ7pLKOGsx.txt");
        return code.group(1);
    }

    static String hubPath(String text) {
        require(text.startsWith("/") && !text.contains("*"), "no path within the application like /wxconfig/hub");
        return text;
    }

    static URI apiBaseUrl(String text) {
        return webAddress(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
                .orElseThrow(() -> new IllegalArgumentException("no URL like " + API_URL));
    }

    static URI ticketUrl(String text) {
        URI uri = webAddress(text)
                .filter(address -> address.getRawFragment() == null)
                .orElseThrow(
                        () -> new IllegalArgumentException("not a URL like https://hub.example.com/wxconfig/ticket"));
        require(
                "https".equals(uri.getScheme())
                        || LOOPBACK.matcher(uri.getHost()).matches(),
                "by http anybody on the way could read the key and the ticket; use https (http is for this machine only:"
                        + " localhost, 127.0.0.1, [::1])");
        return uri;
    }

    /** The address of a Redis is read by its own package. */
    static String store(String text) {
        require(
                text.equals("ehcache") || text.startsWith("redis"),
                "neither ehcache nor an address like redis://user:password@host:6379/0");
        return text;
    }

    static String directory(String text) {
        try {
            return Path.of(text).toString();
        } catch (InvalidPathException repeatsThePath) {
            throw new IllegalArgumentException("no path of a directory");
        }
    }

    static String oneOf(String text, String first, String second) {
        require(text.equals(first) || text.equals(second), "not one of " + first + ", " + second);
        return text;
    }

    private static Optional<URI> webAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
