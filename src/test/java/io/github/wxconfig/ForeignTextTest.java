package io.github.wxconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.page.FakeRequest;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.page.PageUrlReader;
import io.github.wxconfig.page.TrustedProxies;
import io.github.wxconfig.script.KnownPage;
import io.github.wxconfig.script.PageTag;
import io.github.wxconfig.script.PageTally;
import io.github.wxconfig.script.Refusals;
import io.github.wxconfig.script.ScriptOptions;
import io.github.wxconfig.script.ShareCard;
import io.github.wxconfig.script.SignedPage;
import io.github.wxconfig.script.Unsigned;
import io.github.wxconfig.script.Wish;
import io.github.wxconfig.ticket.Credential;
import io.github.wxconfig.ticket.CredentialException;
import io.github.wxconfig.ticket.CredentialException.Problem;
import io.github.wxconfig.ticket.CredentialIssuer;
import io.github.wxconfig.ticket.CredentialStore;
import io.github.wxconfig.ticket.CurrentTicket;
import io.github.wxconfig.ticket.Scheduler;
import io.github.wxconfig.ticket.TicketFate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each event is one line of the log, whatever a visitor, a page or a server puts into it, and it ends. */
class ForeignTextTest {
    private static final Logger log = LoggerFactory.getLogger(ForeignTextTest.class);
    private static final String URL = "https://www.example.com/tea";
    /** Cc, Cf, Zl and Zp of the Unicode Character Database. */
    private static final Pattern AWKWARD = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final ScriptOptions OPTIONS =
            new ScriptOptions("/sdk.js", "/fallback.js", List.of("chooseImage"), List.of(), false);
    /** Where foreign text comes from; each makes the library log one event with the text in it. */
    private enum Origin {
        SHARE_LINK(text -> page(URL).share(ShareCard.ofPage().withLink("https://other" + text + ".example/"))),
        SHARE_SCHEME(text -> page(URL).share(ShareCard.ofPage().withLink("x".repeat(text.length()) + ":" + text))),
        SHARE_IMAGE(text -> page(URL).share(ShareCard.ofPage().withImgUrl("http://img" + text + ".example/"))),
        SHARE_PAGE(text -> page(URL + text).share(ShareCard.ofPage().withLink("https://other.example/"))),
        TAG_API(text -> tag(page(URL), "/tea.jsp").ask(Wish.NOTHING.andApis("scan" + text.replaceAll("[\\s,]", "")))),
        TAG_OPEN_TAG(
                text -> tag(page(URL), "/tea.jsp").ask(Wish.NOTHING.andOpenTags("wx" + text.replaceAll("[\\s,]", "")))),
        TAG_DEBUG(text -> tag(page(URL), "/tea.jsp").ask(Wish.NOTHING.andDebug("yes" + text))),
        TEMPLATE(text -> tag(page(URL), "/tea" + text + ".jsp").ask(Wish.NOTHING.andDebug("yes"))),
        TEMPLATE_UNSEEN(text -> tag(null, "/tea" + text + ".jsp").ask(Wish.NOTHING)),
        EXPRESSION(text -> page(URL + text).apis("scanQrCode")),
        POLICY(text -> page(URL)
                .content(false, List.of("script-src 'self' https://a" + text.replaceAll("\\P{ASCII}", "\u001b")))),
        HOST(text -> new AddressWarnings().tell(new PageUrl("https://a" + text + "b.example/"))),
        FORWARDED(text -> new PageUrlReader(null, TrustedProxies.loopbackAndPrivate(), new AddressWarnings()::tell)
                .read(FakeRequest.get("/")
                        .headers("Forwarded: host=\"a" + text + "b")
                        .build())),
        WECHAT(text -> renewal(
                new CredentialException(Problem.TRANSIENT, 0, "WeChat said a" + text + "b.", null), new HeapStore())),
        ISSUER(text -> renewal(new IllegalStateException("a" + text + "b"), new HeapStore())),
        ISSUER_CAUSE(text -> renewal(
                new IllegalStateException("no ticket", new IllegalArgumentException("a" + text + "b")),
                new HeapStore())),
        STORE(text -> renewal(null, failing(new IllegalStateException("a" + text + "b")))),
        REFUSAL(text -> refusals()
                .take(
                        new PageUrl(URL),
                        Optional.empty(),
                        report("ticket", "config:fail" + text, URL + text, "https://a" + text + ".example/"))),
        REFUSED_PAGE(
                text -> refusals().take(new PageUrl(URL + text + "/"), Optional.empty(), report("ticket", "", "", ""))),
        NONCE(text -> new KnownPage(OPTIONS, true, request -> {
                    throw new IllegalStateException("a" + text + "b");
                })
                .at(URL)
                .content(false, List.of())),
        SEARCH(text -> page(URL).failed(new IllegalStateException("a" + text + "b"))),
        SETTING_API(text -> Settings.builder()
                .jsApiList("a\u00b7" + text.replaceAll("[\\s,]", "\u001b") + "b")
                .build()),
        SETTING_OF_NO_NAME(text -> {
            FakeFilterConfig filter = new FakeFilterConfig().initParam("a" + text + "b", "value");
            try {
                Settings.read(filter, new Properties(), Map.of());
            } catch (InvalidSettingsException e) {
                log.warn(e.mistakes().get(0));
                assertThat(String.valueOf(e.getMessage()).split("\n", -1)).hasSize(2);
            }
        });

        @SuppressWarnings("ImmutableEnumChecker")
        private final Consumer<String> event;

        Origin(Consumer<String> event) {
            this.event = event;
        }
    }

    static Stream<Arguments> awkwardTexts() {
        return Stream.of(Origin.values()).flatMap(origin -> Stream.of(
                        "\n2026-03-02 ERROR forged",
                        "\r\nforged",
                        "\u001b[2J\u001b]0;title\u0007",
                        "\u0085forged",
                        "\u009b2J",
                        "\u2028forged",
                        "\u2029forged",
                        "\u202eegap\u202c",
                        "\u2066a\u2069",
                        "\u0000",
                        "\u200b\ufeff",
                        "\ud800",
                        "x".repeat(100_000))
                .map(text -> Arguments.of(origin, text)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("awkwardTexts")
    void isOneLine(Origin origin, String text) {
        try (LogCapture captured = new LogCapture()) {
            origin.event.accept(text);

            assertThat(captured.text().split(System.lineSeparator())).allSatisfy(line -> {
                assertThat(line).contains(" io.github.wxconfig.", " - ").hasSizeLessThan(5000);
                assertThat(AWKWARD.matcher(line).find()).as(line).isFalse();
            });
        }
    }

    private static SignedPage page(String url) {
        return new KnownPage(OPTIONS).at(url);
    }

    private static Refusals refusals() {
        PageTally none = new PageTally() {
            @Override
            public void signed() {}

            @Override
            public void unsigned(Unsigned reason) {}

            @Override
            public void refused(String cause) {}
        };
        return new Refusals(none, told -> told.accept(TicketFate.REPEATED), InstantSource.system());
    }

    private static String report(String cause, String errMsg, String signed, String verified) {
        JsonObject report = new JsonObject();
        report.addProperty("cause", cause);
        report.addProperty("errMsg", errMsg);
        report.addProperty("signed", signed);
        JsonArray all = new JsonArray();
        all.add(verified);
        report.add("verified", all);
        return report.toString();
    }

    private static PageTag tag(@Nullable SignedPage page, String template) {
        return PageTag.of(
                name -> name.equals(SignedPage.ATTRIBUTE) ? page : null, LogLimit::new, template, "<wx:apis>");
    }

    /** The first attempt to get a ticket. */
    private static void renewal(@Nullable RuntimeException failure, CredentialStore store) {
        CurrentTicket ticket = new CurrentTicket(
                "wx0123456789abcdef",
                new OneAnswer(failure),
                store,
                InstantSource.system(),
                new Once(),
                () -> 0,
                Duration.ZERO);
        ticket.start();
        ticket.close();
    }

    private record OneAnswer(@Nullable RuntimeException failure) implements CredentialIssuer {
        @Override
        public Optional<Credential> ticketWithoutToken() {
            if (failure != null) {
                throw failure;
            }
            return Optional.of(new Credential(
                    Credential.Kind.JSAPI_TICKET,
                    "wx0123456789abcdef",
                    "a ticket",
                    InstantSource.system().instant(),
                    InstantSource.system().instant().plusSeconds(7200)));
        }

        @Override
        public Credential accessToken(boolean replaced) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Credential ticket(Credential accessToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Runs the work once, on the calling thread. */
    private static final class Once implements Scheduler {
        @Override
        public void repeat(Supplier<Duration> work) {
            Duration unused = work.get();
        }

        @Override
        public void wake() {}

        @Override
        public long elapsed() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing waits.
        }
    }

    private static CredentialStore failing(RuntimeException failure) {
        return new CredentialStore() {
            @Override
            public Optional<Credential> read(Credential.Kind kind, String appId) {
                throw failure;
            }

            @Override
            public void write(Credential credential) {
                throw failure;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
