package io.github.wxconfig.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The faults that are switched on. Several at once meet a call one around the other, the last one outermost. */
final class Faults {
    private final List<Fault> active = new ArrayList<>();

    void add(Fault fault) {
        active.add(fault);
    }

    void clear() {
        active.clear();
    }

    List<Fault> active() {
        return List.copyOf(active);
    }

    Answer answer(Call call, Instant now, Supplier<Answer> honest) {
        Supplier<Answer> answer = honest;
        for (Fault fault : active()) {
            if (fault.meets(call)) {
                Supplier<Answer> inner = answer;
                answer = () -> fault.effect().answer(inner, now);
            }
        }
        active.removeIf(fault -> fault.meets(call) && fault.calls() == 1);
        active.replaceAll(fault -> fault.meets(call) ? countedDown(fault) : fault);
        return answer.get();
    }

    private static Fault countedDown(Fault fault) {
        return fault.calls() == Integer.MAX_VALUE ? fault : fault.times(fault.calls() - 1);
    }
}
