package io.github.wxconfig.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the page's address from a request. Path and query are the raw request target; scheme and host come from the
 * first of these that has them: the configured base URL; {@code Forwarded}, or {@code X-Forwarded-*} where that is
 * absent, if the peer is a trusted proxy; the container, which may have applied such headers itself.
 *
 * <p>Safe for use by many threads.
 */
public final class PageUrlReader {
    private static final TrustedProxies LOOPBACK = TrustedProxies.of(List.of("127.0.0.0/8", "::1"));
    /** A word of a header's name that speaks of the way of a request, as in {@code X-Real-IP} or {@code Front-End-Https}. */
    private static final Set<String> WAY_WORDS = Set.of(
            "accel",
            "addr",
            "address",
            "arr",
            "balancer",
            "cdn",
            "cf",
            "client",
            "clientip",
            "edge",
            "gateway",
            "host",
            "hostname",
            "https",
            "ip",
            "lb",
            "original",
            "port",
            "proto",
            "protocol",
            "proxied",
            "real",
            "realip",
            "remote",
            "scheme",
            "secure",
            "server",
            "ssl",
            "tls",
            "url",
            "via",
            "visitor");

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[-_]");

    /** The request attribute of a request that has been counted as malformed. */
    private static final String COUNTED = PageUrlReader.class.getName() + ".malformed";

    /**
     * Tomcat's RemoteIpValve sets it where the peer is one of its proxies, whose address it has replaced by the browser's.
     * By default it applies X-Forwarded-Proto alone.
     */
    private static final String PROXY_IN_TOMCATS_VIEW = "org.apache.tomcat.request.forwarded";

    private final @Nullable PublicBaseUrl publicBaseUrl;
    private final TrustedProxies trustedProxies;
    private final Consumer<MalformedHeaders> complaints;
    private final LongAdder malformed = new LongAdder();

    /**
     * A reader for the pages of one application.
     *
     * @param publicBaseUrl overrides scheme, host and context path of every page; null: read them from each request
     * @param trustedProxies whose forwarded headers are believed
     * @param complaints told of headers of a trusted proxy that could not be understood, on the request's thread
     */
    public PageUrlReader(
            @Nullable PublicBaseUrl publicBaseUrl,
            TrustedProxies trustedProxies,
            Consumer<MalformedHeaders> complaints) {
        this.publicBaseUrl = publicBaseUrl;
        this.trustedProxies = trustedProxies;
        this.complaints = complaints;
    }

    /**
     * The address under which the browser asked for this, also in a forward or an error dispatch. Nothing, where the
     * container gives no usable host, or a target no browser sends.
     */
    public Optional<PageUrl> read(HttpServletRequest request) {
        RequestTarget target = RequestTarget.of(request);
        String suffix = target.query() == null ? "" : "?" + target.query();
        if (publicBaseUrl != null) {
            return page(publicBaseUrl.resolve(target.uri(), target.contextPath()) + suffix);
        }
        Optional<Origin> origin = origin(request);
        return origin.isEmpty() ? Optional.empty() : page(origin.get().with(target.uri(), suffix));
    }

    /** No browser sends a fragment, so what has one is not the address of a page. */
    private static Optional<PageUrl> page(String url) {
        return url.indexOf('#') < 0 ? Optional.of(new PageUrl(url)) : Optional.empty();
    }

    /**
     * Whether nobody on the way can read what is sent: the request came by https as its sender sees it, or straight from
     * this machine.
     *
     * <p>A proxy on this machine is a peer on this machine, and may pass on what came over a line that others read. So
     * plain http counts as this machine's own only if nothing at all speaks of a proxy:
     *
     * <ul>
     *   <li>The peer is a loopback address.
     *   <li>The sender asked for a loopback host. HAProxy and others add no header, and keep the public host.
     *   <li>No header's name speaks of the way: {@code Forwarded} and {@code Via}, {@code X-Forwarded-Ssl},
     *       {@code X-Scheme}, {@code X-Real-IP}, {@code CF-Visitor} and whatever else proxies add.
     *   <li>The request is not of HTTP/1.0. Up to version 1.29.6, nginx passes on with that and, unless it is told
     *       otherwise, with the application's own address as host and without any header.
     * </ul>
     *
     * <p>A proxy that hides itself in every one of these is not told from a client here.
     */
    public boolean isConfidential(HttpServletRequest request) {
        boolean secure =
                origin(request).map(origin -> origin.scheme().equals("https")).orElse(false);
        return secure || isOfThisMachine(request);
    }

    private static boolean isOfThisMachine(HttpServletRequest request) {
        String host = request.getHeader("Host");
        Enumeration<String> names = request.getHeaderNames();
        return LOOPBACK.contains(request.getRemoteAddr())
                && isLoopback(request.getServerName())
                && (host == null || isLoopback(withoutPort(host)))
                && !"HTTP/1.0".equals(request.getProtocol())
                && names != null
                && Collections.list(names).stream().noneMatch(PageUrlReader::speaksOfTheWay);
    }

    private static boolean isLoopback(@Nullable String host) {
        return "localhost".equalsIgnoreCase(host) || LOOPBACK.contains(host);
    }

    private static boolean speaksOfTheWay(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return !name.equals("host")
                && BETWEEN_WORDS
                        .splitAsStream(name)
                        .anyMatch(word ->
                                WAY_WORDS.contains(word) || word.startsWith("forward") || word.contains("proxy"));
    }

    /** How many requests came from a trusted proxy with forwarded headers that could not be understood. */
    public long malformed() {
        return malformed.sum();
    }

    private Optional<Origin> origin(HttpServletRequest request) {
        boolean forwarded = isTold(request, "Forwarded");
        if ((forwarded || isToldByName(request)) && isFromProxy(request)) {
            Optional<Origin> told = forwarded ? standard(request, lines(request, "Forwarded")) : byName(request);
            if (told.isPresent()) {
                return told;
            }
            countMalformed(request);
        }
        return ofContainer(request);
    }

    private boolean isFromProxy(HttpServletRequest request) {
        return trustedProxies.contains(request.getRemoteAddr())
                || Boolean.TRUE.equals(request.getAttribute(PROXY_IN_TOMCATS_VIEW));
    }

    /** Once for each request, however often and by however many accounts it is read. */
    private void countMalformed(HttpServletRequest request) {
        if (request.getAttribute(COUNTED) == null) {
            request.setAttribute(COUNTED, true);
            malformed.increment();
            complaints.accept(MalformedHeaders.of(request));
        }
    }

    private static Optional<Origin> ofContainer(HttpServletRequest request) {
        String host = request.getServerName();
        return host == null
                ? Optional.empty()
                : Origin.of(request.getScheme(), bracketed(host), request.getServerPort())
                        .map(Origin::withoutPortOfOtherScheme);
    }

    /**
     * From the last element, which our peer wrote, towards the browser for as long as an element names another trusted
     * proxy: what stands left of the first stranger could have been sent by anybody.
     */
    private Optional<Origin> standard(HttpServletRequest request, List<String> lines) {
        List<Map<String, String>> elements = Forwarded.parse(lines).orElse(List.of());
        String proto = null;
        String host = null;
        for (int i = elements.size() - 1; i >= 0; i--) {
            Map<String, String> element = elements.get(i);
            proto = told(element, "proto", proto);
            host = told(element, "host", host);
            if (!trustedProxies.contains(withoutPort(element.get("for")))) {
                break;
            }
        }
        return elements.isEmpty() ? Optional.empty() : told(request, proto, host, null);
    }

    /** An empty value says as little as none. */
    private static @Nullable String told(Map<String, String> element, String name, @Nullable String otherwise) {
        String value = element.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static boolean isToldByName(HttpServletRequest request) {
        return isTold(request, "X-Forwarded-Proto")
                || isTold(request, "X-Forwarded-Host")
                || isTold(request, "X-Forwarded-Port");
    }

    /** A blank header is an absent one. */
    static boolean isTold(HttpServletRequest request, String name) {
        return request.getHeader(name) != null && lines(request, name).stream().anyMatch(line -> !line.isBlank());
    }

    private static Optional<Origin> byName(HttpServletRequest request) {
        return told(
                request,
                first(request, "X-Forwarded-Proto"),
                first(request, "X-Forwarded-Host"),
                first(request, "X-Forwarded-Port"));
    }

    /**
     * What the headers tell; what they leave out stays the container's. A port on which no browser shows such a page is
     * a port behind the proxy that ends TLS, and counts for nothing.
     */
    private static Optional<Origin> told(
            HttpServletRequest request, @Nullable String proto, @Nullable String host, @Nullable String port) {
        if (port != null && !port.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        String scheme = proto == null ? request.getScheme() : proto;
        int forwardedPort = port == null ? Origin.DEFAULT_PORT : Integer.parseInt(port);
        if (endsTls(request, scheme) && forwardedPort == request.getLocalPort()) {
            forwardedPort = Origin.DEFAULT_PORT;
        }
        if (host != null) {
            return Origin.ofHostAndPort(scheme, host, forwardedPort).map(Origin::withoutPortOfOtherScheme);
        }
        int portIfTold = forwardedPort;
        return ofContainer(request)
                .flatMap(own -> Origin.of(scheme, own.host(), port == null ? own.port() : portIfTold))
                .map(Origin::withoutPortOfOtherScheme);
    }

    private static boolean endsTls(HttpServletRequest request, String scheme) {
        return scheme.equalsIgnoreCase("https") && "http".equalsIgnoreCase(request.getScheme());
    }

    private static @Nullable String first(HttpServletRequest request, String name) {
        return lines(request, name).stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** The node of {@code for=}: {@code 192.0.2.43:47011} and {@code [2001:db8::1]:80} without their ports. */
    private static @Nullable String withoutPort(@Nullable String node) {
        if (node == null) {
            return null;
        }
        int colon = node.lastIndexOf(':');
        return colon > node.lastIndexOf(']') && colon >= 0 ? node.substring(0, colon) : node;
    }

    /** Undertow gives an IPv6 host without its brackets. */
    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
