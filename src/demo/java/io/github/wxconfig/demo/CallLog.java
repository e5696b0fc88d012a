package io.github.wxconfig.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was asked, counted without end and remembered for a while. */
final class CallLog {
    private static final int REMEMBERED = 1_000;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Deque<Call> latest = new ArrayDeque<>();

    void add(Call call) {
        counts.merge(call.path(), 1, Integer::sum);
        latest.addLast(call);
        if (latest.size() > REMEMBERED) {
            latest.removeFirst();
        }
    }

    int count(String path) {
        return counts.getOrDefault(path, 0);
    }

    List<Call> latest() {
        return List.copyOf(latest);
    }

    void clear() {
        counts.clear();
        latest.clear();
    }
}
