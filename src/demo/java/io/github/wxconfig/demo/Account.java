package io.github.wxconfig.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An official account as WeChat knows it. */
final class Account {
    private final String appId;
    private final String secret;
    private final AccountKind kind;
    private final List<String> domains;
    private boolean followed;
    private ClassicTokens classicTokens = new ClassicTokens();
    private StableTokens stableTokens = new StableTokens();
    private Tickets tickets = new Tickets();

    Account(String appId, String secret, AccountKind kind, List<String> domains) {
        this.kind = kind;
        this.appId = appId;
        this.secret = secret;
        this.domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
    }

    String appId() {
        return appId;
    }

    boolean opensWith(String offered) {
        return secret.equals(offered);
    }

    /** The JS-safe domains, which include their subdomains; none means that nobody checks. */
    List<String> domains() {
        return domains;
    }

    boolean isMiniProgram() {
        return kind == AccountKind.MINI_PROGRAM;
    }

    /** Whether the visitor must follow it first. */
    boolean wantsFollower() {
        return kind == AccountKind.TEST && !followed;
    }

    void follow() {
        followed = true;
    }

    ClassicTokens classicTokens() {
        return classicTokens;
    }

    StableTokens stableTokens() {
        return stableTokens;
    }

    Tickets tickets() {
        return tickets;
    }

    /** An access token of either endpoint, valid or not. */
    Optional<Issued> token(String value) {
        return stableTokens.ledger().find(value).or(() -> classicTokens.ledger().find(value));
    }

    void forgetEverythingIssued() {
        classicTokens = new ClassicTokens();
        stableTokens = new StableTokens();
        tickets = new Tickets();
    }
}
