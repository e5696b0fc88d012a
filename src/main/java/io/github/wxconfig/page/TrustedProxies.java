package io.github.wxconfig.page;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses from which forwarded headers are believed: IPv4 and IPv6 networks in CIDR notation. An IPv4 address
 * that arrives in its IPv6-mapped form is the IPv4 address. Names are never looked up.
 */
public final class TrustedProxies {
    /** Loopback, private, link-local and shared (RFC 6598) addresses. */
    public static final List<String> LOOPBACK_AND_PRIVATE = List.of(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    /** As strict as this, because Java takes {@code 256.0.0.1} for a name and asks the name server. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    /** Of {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255}; what is longer need not be parsed. */
    private static final int LONGEST = 45;

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /** These addresses: where a proxy of one's own usually stands. */
    public static TrustedProxies loopbackAndPrivate() {
        return of(LOOPBACK_AND_PRIVATE);
    }

    /**
     * These addresses and networks.
     *
     * @param entries addresses and networks: {@code 10.1.0.0/16}, {@code 2001:db8::1}; empty: nobody is believed
     * @throws IllegalArgumentException where one is neither; its message does not repeat it
     */
    public static TrustedProxies of(List<String> entries) {
        return new TrustedProxies(entries.stream().map(Network::parse).toList());
    }

    /** Whether this peer address, as the container gives it, is one of them. */
    boolean contains(@Nullable String address) {
        if (address == null) {
            return false;
        }
        return literal(address)
                .map(bytes -> networks.stream().anyMatch(network -> network.contains(bytes)))
                .orElse(false);
    }

    private static Optional<byte[]> literal(String text) {
        String address = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = address.indexOf('%');
        address = zone < 0 ? address : address.substring(0, zone);
        if (address.length() > LONGEST
                || (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static final class Network {
        private final byte[] address;
        private final int prefix;

        private Network(byte[] address, int prefix) {
            this.address = address;
            this.prefix = prefix;
        }

        static Network parse(String entry) {
            int slash = entry.indexOf('/');
            byte[] address =
                    literal(slash < 0 ? entry : entry.substring(0, slash)).orElseThrow(Network::malformed);
            int bits = address.length * 8;
            if (slash < 0) {
                return new Network(address, bits);
            }
            String prefix = entry.substring(slash + 1);
            if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
                throw malformed();
            }
            return new Network(address, Integer.parseInt(prefix));
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        private static IllegalArgumentException malformed() {
            return new IllegalArgumentException("not an address or network like 10.0.0.0/8 or 2001:db8::/32");
        }
    }
}
