package io.github.wxconfig.script;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.wxconfig.log.LogLimit;
import io.github.wxconfig.log.Logs;
import io.github.wxconfig.log.Printable;
import io.github.wxconfig.page.PageUrl;
import io.github.wxconfig.ticket.TicketFate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What clients refuse, as pages report it: counted by cause, and logged once for each cause and kind of page, with the
 * cure. A report is the text of a stranger, who may have made it up: it is bounded in size and in number, printed safely,
 * and nothing is done on its word but to look the ticket up again, which has a limit of its own. Safe for use by many
 * threads.
 */
public final class Refusals {
    /** The longest report, in bytes. */
    public static final int LONGEST = 4096;

    private static final Logger log = Logs.of(Refusals.class);
    private static final int MOST_IN_A_SECOND = 20;
    private static final int MOST_VERIFIED = 3;
    private static final int LONGEST_MESSAGE = 100;
    /** Of the path of a page, in the memory of what was logged. */
    private static final int LONGEST_KIND = 200;

    private final PageTally tally;
    private final Consumer<Consumer<TicketFate>> doubt;
    private final InstantSource clock;
    private final LogLimit limit;
    /** Of what became of tickets: strangers' reports must not use up its lines. */
    private final LogLimit fates;

    private long second;
    private int inThisSecond;

    /**
     * The refusals of one account.
     *
     * @param doubt looks the ticket up again, and tells what was found
     */
    public Refusals(PageTally tally, Consumer<Consumer<TicketFate>> doubt, InstantSource clock) {
        this.tally = tally;
        this.doubt = doubt;
        this.clock = clock;
        this.limit = new LogLimit(clock);
        this.fates = new LogLimit(clock);
    }

    /** Whether another report is listened to now: twenty a second tell as much as all of them. */
    public synchronized boolean mayCome() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            inThisSecond = 0;
        }
        return ++inThisSecond <= MOST_IN_A_SECOND;
    }

    /**
     * A page tells that it was refused, or would have been.
     *
     * @param page as the browser shows it
     * @param seen the address of the report itself as the server sees it, from which the page's differs as signed addresses
     *     do
     * @param json what the page's side has written, or anything else
     * @return whether it could be understood
     */
    public boolean take(PageUrl page, Optional<PageUrl> seen, String json) {
        Optional<Report> read = Report.read(json);
        read.ifPresent(report -> take(page, seen, report));
        return read.isPresent();
    }

    private void take(PageUrl page, Optional<PageUrl> seen, Report report) {
        Cause cause = seen.filter(ours -> report.cause().name().equals("address"))
                .flatMap(ours -> ofOrigin(WebAddress.of(ours.value()), WebAddress.of(page.value())))
                .orElse(report.cause());
        tally.refused(cause.name());
        tell(page, report, cause);
        if (cause.name().equals("ticket") && !report.healed()) {
            doubt.accept(this::tell);
        }
    }

    /** A page without debug does not know the address that was signed. */
    private static Optional<Cause> ofOrigin(WebAddress ours, WebAddress theirs) {
        if (!ours.scheme().equals(theirs.scheme())) {
            return Cause.find("scheme");
        }
        if (!ours.host().equals(theirs.host())) {
            return Cause.find("host");
        }
        return ours.port() == theirs.port() ? Optional.empty() : Cause.find("port");
    }

    private void tell(PageUrl page, Report report, Cause cause) {
        WebAddress shown = WebAddress.of(page.value());
        String path = withoutParameters(shown.path());
        String kind = path.substring(0, path.lastIndexOf('/') + 1);
        if (limit.admits(cause.name() + ' ' + shorter(kind, LONGEST_KIND))) {
            log.warn(
                    "{} Cause: {}: {}. Cure: {}. Shown: {}{}{}{}. It is told once of pages in {}.",
                    report.healed()
                            ? "A visitor's browser reports that a page needs a second signature."
                            : "A visitor's browser reports that a page does not work in WeChat as it should.",
                    cause.name(),
                    cause.says(),
                    cause.cure(),
                    withoutValues(page.value()),
                    report.signed().isEmpty() ? "" : "; signed: " + withoutValues(report.signed()),
                    report.verified().isEmpty()
                            ? ""
                            : "; verified: "
                                    + report.verified().stream()
                                            .map(Refusals::withoutValues)
                                            .collect(Collectors.joining(" ")),
                    report.errMsg().isEmpty()
                            ? ""
                            : "; WeChat says: " + Printable.of(shorter(report.errMsg(), LONGEST_MESSAGE)),
                    Printable.of(kind.isEmpty() ? "/" : kind));
        }
    }

    /** Query and path parameters may hold what is nobody's business; their names may be what differs. */
    private static String withoutValues(String url) {
        int query = url.indexOf('?');
        String values = query < 0 ? "" : url.substring(query).replaceAll("=[^&]*", "=*");
        return Printable.of(WebAddress.find(url)
                .map(address -> withoutParameters(address.withoutQuery()) + values)
                .orElse("no web address"));
    }

    private static String withoutParameters(String path) {
        return path.replaceAll(";([^=/;]*)=[^/;]*", ";$1=*");
    }

    private static String shorter(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** What the ticket was that clients refused. */
    private void tell(TicketFate fate) {
        Cause cause = Cause.named(nameOf(fate));
        if (fates.admits(cause.name())) {
            log.warn(
                    "Browsers reported refusals although signed and shown address agree, so the ticket was looked up again."
                            + " Cause: {}: {}. Cure: {}.",
                    cause.name(),
                    cause.says(),
                    cause.cure());
        }
        tally.refused(cause.name());
    }

    private static String nameOf(TicketFate fate) {
        return switch (fate) {
            case REPLACED -> "replaced-ticket";
            case TOKEN_TAKEN -> "two-systems";
            case OTHER_TOKEN -> "other-token";
            case REPEATED -> "other-account";
        };
    }

    /** Whether a page can know it: what became of a ticket, the server alone finds out. */
    private static boolean isKnownToPages(Cause cause) {
        return Stream.of(TicketFate.values()).map(Refusals::nameOf).noneMatch(cause.name()::equals);
    }

    /**
     * What a page reports.
     *
     * @param errMsg what WeChat says; empty where it says nothing
     * @param signed the address that was signed; empty where the page does not know it
     * @param verified the addresses that WeChat names
     * @param healed whether the page works all the same
     */
    private record Report(Cause cause, String errMsg, String signed, List<String> verified, boolean healed) {
        static Optional<Report> read(String json) {
            try {
                return JsonParser.parseString(json) instanceof JsonObject report ? of(report) : Optional.empty();
            } catch (JsonParseException | StackOverflowError e) {
                return Optional.empty();
            }
        }

        private static Optional<Report> of(JsonObject report) {
            return Cause.find(text(report.get("cause")))
                    .filter(Refusals::isKnownToPages)
                    .map(cause -> new Report(
                            cause,
                            text(report.get("errMsg")),
                            text(report.get("signed")),
                            texts(report.get("verified")),
                            text(report.get("healed")).equals("true")));
        }

        private static List<String> texts(@Nullable JsonElement list) {
            return list == null || !list.isJsonArray()
                    ? List.of()
                    : StreamSupport.stream(list.getAsJsonArray().spliterator(), false)
                            .limit(MOST_VERIFIED)
                            .map(Report::text)
                            .toList();
        }

        private static String text(@Nullable JsonElement value) {
            return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
        }
    }
}
