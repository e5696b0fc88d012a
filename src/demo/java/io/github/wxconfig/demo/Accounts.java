package io.github.wxconfig.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The accounts registered with the simulator. */
final class Accounts {
    private final Map<String, Account> byAppId = new LinkedHashMap<>();

    void add(Account account) {
        byAppId.put(account.appId(), account);
    }

    Collection<Account> all() {
        return byAppId.values();
    }

    Optional<Account> find(String appId) {
        return Optional.ofNullable(byAppId.get(appId));
    }

    /** The account that a test names: a name that isn't registered is the test's mistake. */
    Account get(String appId) {
        return find(appId).orElseThrow(() -> new IllegalArgumentException("no account " + appId + " is registered"));
    }

    /** The account that an access token was issued for, even if it has stopped working. */
    Optional<Account> ofToken(String accessToken) {
        return all().stream()
                .filter(account -> account.token(accessToken).isPresent())
                .findFirst();
    }
}
