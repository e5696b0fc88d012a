package io.github.wxconfig.page;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The account's JS-safe domains. A domain admits its subdomains, as it does at WeChat; ports do not matter here. An
 * international name may be written as it is read: browsers send its ASCII form, and that is compared.
 */
public final class AllowedHosts {
    private static final Pattern HOST = Pattern.compile("\\[.*]|[\\w-]+(\\.[\\w-]+)*");

    private final List<String> hosts;

    private AllowedHosts(List<String> hosts) {
        this.hosts = hosts;
    }

    /** Every host. */
    public static AllowedHosts any() {
        return new AllowedHosts(List.of());
    }

    /**
     * These domains and their subdomains.
     *
     * @param entries host names without scheme and port; empty: every host
     * @throws IllegalArgumentException where one is not a host name; its message does not repeat it
     */
    public static AllowedHosts of(List<String> entries) {
        return new AllowedHosts(entries.stream().map(AllowedHosts::ascii).toList());
    }

    /** Whether a page of this address may be signed. */
    public boolean admits(PageUrl page) {
        return hosts.isEmpty() || admits(page.host());
    }

    private boolean admits(String host) {
        return hosts.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    /** The greater, the fewer hosts are admitted: 0 where every host is. */
    public int narrowness() {
        return hosts.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The first of the others' domains that is admitted here as well. */
    public Optional<String> firstTakenFrom(AllowedHosts others) {
        if (hosts.isEmpty()) {
            return Optional.of(others.hosts.isEmpty() ? "every host" : others.hosts.get(0));
        }
        return others.hosts.stream().filter(this::admits).findFirst();
    }

    /** The domains in ASCII; empty: every host is admitted. */
    public List<String> domains() {
        return hosts;
    }

    private static String ascii(String entry) {
        return Origin.of("http", entry, Origin.DEFAULT_PORT)
                .flatMap(Origin::inAscii)
                .map(Origin::host)
                .filter(host -> HOST.matcher(host).matches())
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a host name like example.com, which admits its subdomains too"));
    }
}
