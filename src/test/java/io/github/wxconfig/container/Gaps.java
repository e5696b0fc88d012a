package io.github.wxconfig.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a server does with some addresses in place of a verified page, each with its reason. */
final class Gaps {
    private static final String REFUSED = "400 ";
    private static final String ANOTHER_ADDRESS = "signed for another address: ";

    private final Map<String, Gap> gaps = new HashMap<>();

    private record Gap(boolean refused, String reason) {}

    /** Those of a container that is asked directly. */
    static Gaps of(String container) throws IOException {
        Gaps gaps = new Gaps();
        gaps.read(container);
        return gaps;
    }

    /** The same behind a server with gaps of its own; there, the container gets another host than the browser's. */
    Gaps behind(String server) throws IOException {
        Gaps behind = new Gaps();
        gaps.forEach((address, gap) -> {
            if (address.startsWith("/")) {
                behind.gaps.put(address, gap);
            }
        });
        behind.read(server);
        return behind;
    }

    private void read(String server) throws IOException {
        try (InputStream in = Objects.requireNonNull(Gaps.class.getResourceAsStream("gaps-" + server + ".txt"))) {
            String reason = "";
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (line.startsWith("# ")) {
                    reason = server + ": " + line.substring(2);
                } else if (line.startsWith(REFUSED)) {
                    gaps.put(line.substring(REFUSED.length()), new Gap(true, reason));
                } else if (line.startsWith(ANOTHER_ADDRESS)) {
                    gaps.put(line.substring(ANOTHER_ADDRESS.length()), new Gap(false, reason));
                } else {
                    throw new IOException("no gap: " + line);
                }
            }
        }
    }

    /** Whether no page comes of it. */
    boolean refused(String address) {
        return gaps.containsKey(address) && gaps.get(address).refused();
    }

    /** Whether the page is signed, but not for what the browser shows. */
    boolean signedForAnother(String address) {
        return gaps.containsKey(address) && !gaps.get(address).refused();
    }

    String reason(String address) {
        return gaps.containsKey(address) ? gaps.get(address).reason() : "no gap is known";
    }
}
