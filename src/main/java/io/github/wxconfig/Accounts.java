package io.github.wxconfig;

import io.github.wxconfig.watch.Unsigned;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The accounts at work in one application, and which of them signs a page. Of those whose domains and paths take the
 * page, it is the one with the longest domain, and among equals the one with the closest path; no two take the same
 * pages, so that the order in which they stand never matters. Where none takes the page, it passes unsigned.
 */
final class Accounts implements AutoCloseable {
    /** The request attribute with the choice of the first dispatch: a forward and an error show another path. */
    private static final String CHOICE = "io.github.wxconfig.account";

    private static final Choice NOBODY = new Choice(Optional.empty());

    private final List<OfficialAccount> accounts;

    private Accounts(List<OfficialAccount> accounts) {
        this.accounts = accounts;
    }

    private record Choice(Optional<OfficialAccount> account) {}

    private record Candidate(OfficialAccount account, int domain, int path) {}

    /**
     * Starts those that have an appId.
     *
     * @param contextPath of the application
     */
    static Accounts start(List<Settings> all, String contextPath) {
        InstantSource clock = InstantSource.system();
        return new Accounts(all.stream()
                .flatMap(settings -> settings.issuer(clock).stream()
                        .map(issuer -> OfficialAccount.start(
                                settings, settings.appId().orElseThrow(), issuer, clock, contextPath)))
                .toList());
    }

    /** Every reason why these cannot work beside each other. */
    static List<String> mistakes(List<Settings> all) {
        List<String> mistakes = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                between(all.get(j), all.get(i)).ifPresent(mistakes::add);
            }
        }
        return mistakes;
    }

    private static Optional<String> between(Settings one, Settings other) {
        Optional<String> appId = other.appId();
        if (appId.isEmpty() || one.appId().isEmpty()) {
            return Optional.empty();
        }
        if (one.appId().equals(appId)) {
            return Optional.of(other.name() + "appId: " + appId.get() + " is set twice; an account stands in one place,"
                    + " and may have several allowedHosts and paths there.");
        }
        return one.allowedHosts().sharedWith(other.allowedHosts()).flatMap(host -> one.paths()
                .sharedWith(other.paths())
                .map(path -> other.name() + "allowedHosts: " + host + " with the path " + path
                        + " is taken by two accounts, " + appId.get() + " and "
                        + one.appId().orElseThrow()
                        + "; give each allowedHosts or paths of its own."));
    }

    /** Where those of them that have a hub hand out their tickets. */
    Endpoint hub() {
        return new Hub(
                accounts.stream().flatMap(account -> account.desk().stream()).toList(), InstantSource.system());
    }

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    /** The one that signs the answer to this request. */
    Optional<OfficialAccount> of(HttpServletRequest request) {
        if (accounts.size() == 1 && accounts.get(0).takesEveryPath()) {
            return Optional.of(accounts.get(0));
        }
        if (request.getAttribute(CHOICE) instanceof Choice choice
                && choice.account().map(accounts::contains).orElse(true)) {
            return choice.account();
        }
        Optional<OfficialAccount> closest = closest(account -> asked(account, request))
                .or(() -> closest(account ->
                        candidate(account, account.closenessOfDomain(request), account.closenessOfPath(request))));
        request.setAttribute(CHOICE, closest.isEmpty() ? NOBODY : new Choice(closest));
        return closest;
    }

    private Optional<OfficialAccount> closest(Function<OfficialAccount, Stream<Candidate>> candidate) {
        return accounts.stream()
                .flatMap(candidate)
                .max(Comparator.comparingInt(Candidate::domain).thenComparingInt(Candidate::path))
                .map(Candidate::account);
    }

    /** An address is signed by the account that signs the page which is there, wherever the request itself goes. */
    private static Stream<Candidate> asked(OfficialAccount account, HttpServletRequest request) {
        return account.asked(request).stream()
                .flatMap(page ->
                        candidate(account, account.closenessOfDomain(page), account.closenessOfPath(page, request)));
    }

    /** Counts a page that none of them takes: from each one's side it is a page of another host. One tells of the host. */
    void passes(HttpServletRequest request, HttpServletResponse response) {
        accounts.forEach(account -> account.passes(Unsigned.OTHER_HOST, request, response));
        if (accounts.stream()
                .noneMatch(account -> account.closenessOfDomain(request).isPresent())) {
            accounts.stream().findFirst().ifPresent(account -> account.tellOfHost(request));
        }
    }

    private static Stream<Candidate> candidate(OfficialAccount account, OptionalInt domain, OptionalInt path) {
        return domain.isPresent() && path.isPresent()
                ? Stream.of(new Candidate(account, domain.getAsInt(), path.getAsInt()))
                : Stream.empty();
    }

    @Override
    public void close() {
        accounts.forEach(OfficialAccount::close);
    }
}
