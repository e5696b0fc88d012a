package io.github.wxconfig.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * WeChat's servers and the client on the visitor's phone, for tests and for the demo: the calls that lead to a ticket,
 * with WeChat's errors, limits and lifetimes, and the verdict on a page that was signed with one.
 *
 * <p>{@link SimulatorServer} puts it on a port. Nothing here waits or fails by itself: an {@link Answer} says how it is
 * to be delivered, and the door that delivers it does so. Safe for use by many threads.
 */
public final class WechatSimulator {
    /** An account that every simulator knows, without JS-safe domains. */
    public static final String DEMO_APP_ID = "wxdde3000000000001";

    public static final String DEMO_SECRET = "00112233445566778899aabbccddeeff";

    static final String PRE_VERIFY = "/bridge/preVerifyJSAPI";
    static final String SIGNATURE_TOOL = "/debug/jsapisign";

    private final MovableClock clock;
    private final Accounts accounts = new Accounts();
    private final CgiBin api = new CgiBin(accounts);
    private final Client client = new Client(accounts);
    private final Faults faults = new Faults();
    private final CallLog log = new CallLog();
    private Rules rules = Rules.WECHAT;
    private RealAuthUrl realAuthUrl = RealAuthUrl.ABSENT;

    public WechatSimulator(InstantSource clock) {
        this.clock = new MovableClock(clock);
        register(DEMO_APP_ID, DEMO_SECRET);
    }

    /**
     * Adds an account, or starts one anew.
     *
     * @param jsSafeDomains where its pages may be, subdomains included, on the usual ports only; none: anywhere
     */
    public synchronized void register(String appId, String secret, String... jsSafeDomains) {
        register(appId, secret, AccountKind.OFFICIAL, jsSafeDomains);
    }

    /** The same with an appId of another kind. */
    public synchronized void register(String appId, String secret, AccountKind kind, String... jsSafeDomains) {
        accounts.add(new Account(appId, secret, kind, List.of(jsSafeDomains)));
    }

    /** The visitor follows the account. */
    public synchronized void follow(String appId) {
        accounts.get(appId).follow();
    }

    /** From now on, refusals name the address that was verified in this form. */
    public synchronized void nameAddress(RealAuthUrl form) {
        realAuthUrl = form;
    }

    /** Other lifetimes and quotas, for what is issued from now on. */
    public synchronized void rules(Rules changed) {
        rules = changed;
    }

    /** Whatever the method and path; a path that WeChat doesn't have gets WeChat's error for that. */
    public synchronized Answer answer(Call call) {
        Instant now = clock.instant();
        log.add(call);
        return answer(call, () -> switch (call.path()) {
            case PRE_VERIFY -> client.verify(call.body(), now).answer(realAuthUrl, Client.address(call.body()));
            case SIGNATURE_TOOL -> SignatureTool.answer(call);
            default -> api.answer(call, now, rules);
        });
    }

    /** What becomes of an answer that somebody else gives for WeChat: faults meet it as well. */
    synchronized Answer answer(Call call, Supplier<Answer> honest) {
        return faults.answer(call, clock.instant(), honest);
    }

    /**
     * What the client says of a page.
     *
     * @param json the arguments that the official script hands to the bridge for {@code preVerifyJSAPI}
     *             ({@code verifyAppId}, …), and {@code url}: the page's {@code location.href}, fragment included
     */
    public synchronized Verdict verify(String json) {
        return client.verify(json, clock.instant());
    }

    /** Moves WeChat's time; the caller's own clock stays where it is. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** Another system took the account's tokens: both kinds stop working, and asking brings new ones. */
    public synchronized void revokeTokens(String appId) {
        Instant now = clock.instant();
        Account account = accounts.get(appId);
        account.classicTokens().ledger().revokeAll(now);
        account.stableTokens().ledger().revokeAll(now);
    }

    /**
     * The account's tokens stop working, yet {@code stable_token} goes on handing out the same one until it is forced:
     * the case for which force mode exists.
     */
    public synchronized void spoilTokens(String appId) {
        Instant now = clock.instant();
        Account account = accounts.get(appId);
        account.classicTokens().ledger().cutAll(now);
        account.stableTokens().ledger().cutAll(now);
    }

    /** The account's tickets no longer verify, and asking brings a new one. */
    public synchronized void revokeTicket(String appId) {
        accounts.get(appId).tickets().ledger().revokeAll(clock.instant());
    }

    public synchronized void switchOn(Fault fault) {
        faults.add(fault);
    }

    public synchronized void clearFaults() {
        faults.clear();
    }

    /** Calls to the classic endpoint that arrived here, whatever became of them. */
    public synchronized int tokenCalls() {
        return log.count(CgiBin.TOKEN);
    }

    public synchronized int stableTokenCalls() {
        return log.count(CgiBin.STABLE_TOKEN);
    }

    public synchronized int ticketCalls() {
        return log.count(CgiBin.GET_TICKET);
    }

    /** The latest calls, oldest first; at most a thousand. */
    public synchronized List<Call> calls() {
        return log.latest();
    }

    public synchronized void resetCounters() {
        log.clear();
    }

    /** As new, but for the accounts and the rules: nothing issued, no faults, no calls, the clock unmoved. */
    public synchronized void reset() {
        accounts.all().forEach(Account::forgetEverythingIssued);
        faults.clear();
        log.clear();
        clock.reset();
    }

    /** For the control page. */
    synchronized SimulatorState state() {
        return SimulatorState.of(accounts.all(), clock, faults.active(), log);
    }
}
