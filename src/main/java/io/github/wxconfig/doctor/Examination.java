package io.github.wxconfig.doctor;

import static io.github.wxconfig.doctor.CheckResult.Outcome.FAILURE;
import static io.github.wxconfig.doctor.CheckResult.Outcome.OK;
import static io.github.wxconfig.doctor.CheckResult.Outcome.SKIPPED;
import static io.github.wxconfig.doctor.CheckResult.Outcome.WARNING;

import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.script.ContentSecurityPolicy;
import io.github.wxconfig.script.PlacedScript;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.Signer;
import io.github.wxconfig.ticket.WxConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** One page, seen as WeChat's client sees it, and compared with the settings of its account. */
public final class Examination {
    private static final String ANY = "*/*";
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+|localhost|.*\\.localhost");
    private static final Pattern IP = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");
    private static final Pattern MAX_AGE = Pattern.compile("(?:s-maxage|max-age)\\s*=\\s*\"?(\\d{1,9})");
    private static final Pattern META = Pattern.compile("<meta\\s[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern PICTURE = Pattern.compile("(?:property|name)\\s*=\\s*[\"']?og:image[\"'\\s/>]");
    private static final Pattern CONTENT = Pattern.compile("content\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final int SMALLEST_PICTURE = 300;

    private final Report report;
    private final HttpClient browser = Visit.browser();
    private final InstantSource clock;

    private Examination(Report report, InstantSource clock) {
        this.report = report;
        this.clock = clock;
    }

    /**
     * Adds to the report what is found.
     *
     * @param accounts that are set, at least one; the one that the page names is examined, else the first whose hosts
     *     admit the page's
     */
    public static void of(String address, List<Patient> accounts, Report report, InstantSource clock)
            throws InterruptedException {
        new Examination(report, clock).examine(address, accounts);
    }

    private void examine(String address, List<Patient> accounts) throws InterruptedException {
        Optional<PageUrl> page = PageUrl.ofHref(Visit.encoded(address));
        if (page.isEmpty()) {
            report.add(FAILURE, "domain.malformed", address);
            return;
        }
        Optional<Visit> visit = visit(page.get().value());
        Optional<PageUrl> shown = visit.flatMap(arrived -> PageUrl.ofHref(arrived.address()));
        Optional<PlacedScript> script = visit.flatMap(this::script);
        Patient account = account(accounts, script, shown.orElse(page.get()));
        domain(shown.orElse(page.get()), account);
        verification(shown.orElse(page.get()), account);
        Optional<Credential> ticket = ticket(account);
        if (shown.isPresent() && script.isPresent()) {
            account(script.get(), account);
            address(script.get(), shown.get());
            ticket.ifPresent(held -> signature(script.get(), shown.get(), held));
            policy(script.get(), visit.get());
            copies(script.get(), visit.get());
            files(script.get(), shown.get(), account);
            signPath(script.get(), shown.get(), account);
            picture(shown.get(), visit.get(), account);
        }
    }

    private static Patient account(List<Patient> accounts, Optional<PlacedScript> script, PageUrl page) {
        return accounts.stream()
                .filter(account -> script.filter(placed -> placed.appId().equals(account.appId()))
                        .isPresent())
                .findFirst()
                .or(() -> accounts.stream()
                        .filter(account -> account.hosts().admits(page))
                        .findFirst())
                .orElse(accounts.get(0));
    }

    private Optional<Visit> visit(String address) throws InterruptedException {
        try {
            Visit visit = Visit.to(URI.create(address), "text/html", browser);
            String way = visit.addresses().stream().map(URI::toString).collect(Collectors.joining(" → "));
            report.add(
                    visit.status() < 400 ? OK : FAILURE,
                    visit.status() < 400 ? "visit.ok" : "visit.status",
                    way,
                    visit.status());
            return Optional.of(visit);
        } catch (IOException | IllegalArgumentException e) {
            report.add(FAILURE, "visit.none", address, reason(e));
            return Optional.empty();
        }
    }

    private Optional<PlacedScript> script(Visit visit) {
        List<PlacedScript> scripts = PlacedScript.in(visit.text());
        if (!visit.isHtml()) {
            report.add(FAILURE, "script.type", visit.header("Content-Type"));
        } else if (scripts.isEmpty()) {
            report.add(FAILURE, "script.none");
        } else if (scripts.size() > 1) {
            report.add(FAILURE, "script.many", scripts.size());
        } else {
            report.add(OK, "script.ok");
        }
        return scripts.stream().findFirst();
    }

    private void domain(PageUrl page, Patient account) {
        String host = page.host();
        if (!account.hosts().admits(page)) {
            report.add(
                    FAILURE,
                    "domain.other",
                    host,
                    String.join(" ", account.hosts().domains()));
        } else if (ADDRESS.matcher(host).matches()) {
            report.add(WARNING, "domain.address", host);
        } else if (URI.create(page.value()).getPort() >= 0) {
            report.add(WARNING, "domain.port", URI.create(page.value()).getPort());
        } else {
            report.add(OK, "domain.ok", host);
        }
    }

    /** What WeChat asks the root of the host for when the domain is entered. */
    private void verification(PageUrl page, Patient account) throws InterruptedException {
        for (String code : account.verificationCodes()) {
            URI file = URI.create(page.value()).resolve("/MP_verify_" + code + ".txt");
            try {
                Visit visit = Visit.to(file, ANY, browser);
                boolean right = visit.status() == 200 && visit.text().equals(code);
                report.add(
                        right ? OK : WARNING, right ? "verification.ok" : "verification.other", file, visit.status());
            } catch (IOException e) {
                report.add(WARNING, "verification.other", file, reason(e));
            }
        }
    }

    private Optional<Credential> ticket(Patient account) {
        if (account.retires()) {
            report.add(SKIPPED, "ticket.classic");
            return Optional.empty();
        }
        try {
            Optional<Credential> given = account.issuer().ticketWithoutToken();
            Credential ticket = given.orElseGet(
                    () -> account.issuer().ticket(account.issuer().accessToken(false)));
            report.add(
                    OK,
                    "ticket.ok",
                    account.appId(),
                    ticket.expiresAt().getEpochSecond() - clock.instant().getEpochSecond());
            return Optional.of(ticket);
        } catch (CredentialException e) {
            refused(e);
            return Optional.empty();
        }
    }

    private void refused(CredentialException e) {
        String message = String.valueOf(e.getMessage());
        Matcher ip = IP.matcher(message);
        String cure = "ticket.errcode." + e.errcode() + ".cure";
        report.quote(
                FAILURE,
                "ticket",
                message,
                report.has(cure)
                        ? report.text(cure, ip.find() ? ip.group() : "")
                        : report.text("ticket.refused.cure", e.errcode()));
    }

    private void account(PlacedScript script, Patient account) {
        boolean same = script.appId().equals(account.appId());
        report.add(same ? OK : FAILURE, same ? "account.ok" : "account.other", script.appId(), account.appId());
    }

    private void address(PlacedScript script, PageUrl shown) {
        String address = shown.value();
        if (script.isFor(address)) {
            report.add(OK, "address.ok", address);
            return;
        }
        Optional<Variant> signed = variants(URI.create(address)).stream()
                .filter(variant -> script.isFor(variant.address()))
                .findFirst();
        report.add(
                FAILURE,
                signed.map(Variant::cause).orElse("address.unknown"),
                address,
                signed.map(Variant::address).orElse(""));
    }

    /** What a server may have signed in place of the address, and the text that names the cause. */
    private record Variant(String cause, String address) {}

    private static List<Variant> variants(URI address) {
        String host = String.valueOf(address.getHost());
        String path = String.valueOf(address.getRawPath());
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        List<Variant> variants = new ArrayList<>();
        for (String scheme : List.of("http://", "https://")) {
            variants.add(new Variant("address.scheme", scheme + address.getRawAuthority() + path + query));
            variants.add(new Variant("address.query", scheme + address.getRawAuthority() + path));
            for (String port : List.of("", ":80", ":443", ":8080", ":8443", ":9090")) {
                variants.add(new Variant("address.port", scheme + host + port + path + query));
            }
        }
        return variants;
    }

    /** The same page, signed at the same time with what WeChat gives now. */
    private void signature(PlacedScript script, PageUrl shown, Credential ticket) {
        Signer signer = new Signer(
                ticket.appId(),
                () -> Optional.of(ticket),
                InstantSource.fixed(Instant.ofEpochSecond(script.timestamp())),
                script::nonceStr);
        Optional<String> expected = signer.sign(shown).map(WxConfig::signature);
        if (expected.filter(script.signature()::equals).isPresent()) {
            report.add(OK, "signature.ok");
        } else if (script.isFor(shown.value())) {
            report.add(FAILURE, "signature.ticket");
        }
    }

    private void policy(PlacedScript script, Visit visit) {
        List<String> headers = visit.headers(ContentSecurityPolicy.HEADER);
        ContentSecurityPolicy policy = new ContentSecurityPolicy(headers);
        List<String> missing = List.of(script.sdkUrl(), script.moreUrl()).stream()
                .flatMap(file -> policy.missing(visit.address(), file, script.nonce()).stream())
                .distinct()
                .toList();
        if (headers.isEmpty()) {
            report.add(OK, "policy.none");
        } else if (missing.isEmpty()) {
            report.add(OK, "policy.ok");
        } else {
            report.add(FAILURE, "policy.blocks", String.join("; ", missing));
        }
    }

    /** A second visit shows whether a cache gave the first one. */
    private void copies(PlacedScript script, Visit visit) throws InterruptedException {
        long now = clock.instant().getEpochSecond();
        long left = script.until() - now;
        String control = visit.header("Cache-Control");
        Matcher age = MAX_AGE.matcher(control.toLowerCase(Locale.ROOT));
        boolean copied = again(visit)
                .filter(copy -> copy.nonceStr().equals(script.nonceStr()))
                .isPresent();
        if (left <= 0) {
            report.add(FAILURE, "copies.ended", -left, visit.header("Age"));
        } else if (copied) {
            report.add(WARNING, "copies.kept", now - script.timestamp(), left);
        } else if (age.find() && Long.parseLong(age.group(1)) > left) {
            report.add(WARNING, "copies.longer", control, left);
        } else {
            report.add(OK, "copies.ok", left);
        }
    }

    private Optional<PlacedScript> again(Visit visit) throws InterruptedException {
        try {
            Visit second = Visit.to(URI.create(visit.address()), "text/html", browser);
            return PlacedScript.in(second.text()).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void files(PlacedScript script, PageUrl page, Patient account) throws InterruptedException {
        Optional<String> first = problem(page, script.sdkUrl());
        if (first.isEmpty()) {
            report.add(OK, "sdk.ok", script.sdkUrl());
        } else {
            Optional<String> second = problem(page, account.secondSdkUrl());
            report.add(
                    second.isEmpty() ? WARNING : FAILURE,
                    second.isEmpty() ? "sdk.second" : "sdk.none",
                    script.sdkUrl(),
                    first.get(),
                    account.secondSdkUrl());
        }
        Optional<String> more = problem(page, script.moreUrl());
        report.add(
                more.isEmpty() ? OK : FAILURE,
                more.isEmpty() ? "more.ok" : "more.none",
                script.moreUrl(),
                more.orElse(""));
    }

    /** Why this is no JavaScript that the page can run. */
    private Optional<String> problem(PageUrl page, String file) throws InterruptedException {
        try {
            Visit visit = Visit.to(URI.create(page.value()).resolve(file), ANY, browser);
            boolean script = visit.header("Content-Type").contains("javascript");
            return visit.status() == 200 && script
                    ? Optional.empty()
                    : Optional.of(visit.status() + " " + visit.header("Content-Type"));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(reason(e));
        }
    }

    private void signPath(PlacedScript script, PageUrl page, Patient account) throws InterruptedException {
        if (account.signPath().isEmpty()) {
            report.add(SKIPPED, "sign.off");
            return;
        }
        String root = script.moreUrl().substring(0, script.moreUrl().lastIndexOf("/wxconfig/"));
        String path = root + account.signPath();
        try {
            String query = "?url=" + URLEncoder.encode(page.value(), StandardCharsets.UTF_8);
            Visit visit = Visit.to(URI.create(page.value()).resolve(path + query), ANY, browser);
            boolean signed = visit.status() == 200 && visit.text().contains("\"signature\"");
            report.add(signed ? OK : WARNING, signed ? "sign.ok" : "sign.refused", path, visit.status(), visit.text());
        } catch (IOException | IllegalArgumentException e) {
            report.add(WARNING, "sign.refused", path, reason(e), "");
        }
    }

    private void picture(PageUrl page, Visit visit, Patient account) throws InterruptedException {
        Optional<String> named = META.matcher(visit.text())
                .results()
                .map(MatchResult::group)
                .filter(meta -> PICTURE.matcher(meta).find())
                .flatMap(meta -> CONTENT.matcher(meta).results())
                .map(content -> content.group(1) == null ? content.group(2) : content.group(1))
                .map(text -> text.replace("&amp;", "&"))
                .findFirst();
        if (named.isEmpty()) {
            report.add(account.shares() ? WARNING : SKIPPED, account.shares() ? "picture.none" : "picture.unnamed");
            return;
        }
        try {
            URI address = URI.create(page.value()).resolve(named.get());
            Visit picture = Visit.to(address, "image/*", browser);
            judge(picture, address, image(picture));
        } catch (IOException | IllegalArgumentException e) {
            report.add(WARNING, "picture.broken", named.get(), reason(e));
        }
    }

    private static @Nullable BufferedImage image(Visit picture) {
        try {
            return ImageIO.read(picture.body());
        } catch (IOException e) {
            return null;
        }
    }

    /** @param image null: of a kind that Java does not read */
    private void judge(Visit picture, URI address, @Nullable BufferedImage image) {
        if (picture.status() != 200 || !picture.header("Content-Type").startsWith("image/")) {
            report.add(WARNING, "picture.broken", address, picture.status() + " " + picture.header("Content-Type"));
        } else if (image == null) {
            report.add(SKIPPED, "picture.unread", address, picture.header("Content-Type"));
        } else {
            String size = image.getWidth() + " × " + image.getHeight();
            boolean large = Math.min(image.getWidth(), image.getHeight()) >= SMALLEST_PICTURE;
            report.add(large ? OK : WARNING, large ? "picture.ok" : "picture.small", address, size);
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
