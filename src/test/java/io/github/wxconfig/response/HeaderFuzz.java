package io.github.wxconfig.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Any text in the headers of caching: no exception, and the application finds its own as it wrote them. */
public final class HeaderFuzz {
    private static final List<String> NAMES = List.of("ETag", "Last-Modified", "Expires", "Cache-Control");
    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
    private static final Edition EDITION =
            new Edition("e1", Instant.parse("2026-03-02T02:00:00Z"), Instant.parse("2026-03-02T04:00:00Z"));

    private HeaderFuzz() {}

    /** What the fuzzer calls; each line is a header of the response, and what follows them is If-None-Match. */
    public static void fuzzerTestOneInput(byte[] data) {
        List<String> lines = List.of(new String(data, ISO_8859_1).split("\n", NAMES.size() + 1));
        checkResponse(lines.subList(0, Math.min(lines.size(), NAMES.size())));
        if (lines.size() > NAMES.size()) {
            checkRequest(lines.get(NAMES.size()));
        }
    }

    private static void checkResponse(List<String> lines) {
        RecordingResponse response = new RecordingResponse();
        Map<String, List<String>> own = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                response.setHeader(NAMES.get(i), lines.get(i));
                own.put(NAMES.get(i), List.of(lines.get(i)));
            }
        }
        Caching headers = new Caching(response, InstantSource.fixed(NOW));
        headers.limitTo(EDITION);
        own.getOrDefault("ETag", List.of()).stream()
                .flatMap(tag -> EntityTag.parse(tag).stream())
                .forEach(tag -> assertThat(EntityTag.parse(String.valueOf(response.getHeader("ETag")))
                                .flatMap(named -> named.without(EDITION)))
                        .hasValue(tag));
        headers.undo();
        own.forEach((name, values) -> assertThat(response.getHeaders(name)).isEqualTo(values));
    }

    private static void checkRequest(String text) {
        seenByApplication(text);
        List<EntityTag> tags = EntityTag.list(List.of(text));
        List<String> named = new ArrayList<>();
        for (EntityTag tag : tags) {
            assertThat(tag.in(EDITION).without(EDITION)).hasValue(tag);
            named.add(tag.in(EDITION).toString());
        }
        if (!named.isEmpty()) {
            assertThat(seenByApplication(String.join(", ", named))).isEqualTo(tags);
        }
    }

    private static List<EntityTag> seenByApplication(String ifNoneMatch) {
        BareRequest navigation =
                new BareRequest().header("Sec-Fetch-Dest", "document").header("If-None-Match", ifNoneMatch);
        HttpServletRequest request =
                new PageResponse(new Undated(navigation), new RecordingResponse(), new FixedSnippet(EDITION)).request();
        return EntityTag.list(Collections.list(request.getHeaders("If-None-Match")));
    }

    private static final class Undated extends HttpServletRequestWrapper {
        Undated(HttpServletRequest request) {
            super(request);
        }

        @Override
        public long getDateHeader(String name) {
            return -1;
        }
    }
}
