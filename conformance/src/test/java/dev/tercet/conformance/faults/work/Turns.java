package dev.tercet.conformance.faults.work;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has had a turn at a lock, and who never gets one. */
final class Turns {
    private final Map<String, Long> turns = new ConcurrentHashMap<>();

    /** From now on this one is to have turns. */
    void joins(String who) {
        turns.put(who, 0L);
    }

    /** It has one. */
    void had(String who) {
        turns.merge(who, 1L, Long::sum);
    }

    /** Begins a round, in which everybody is to have one more. */
    Round round() {
        return new Round(Map.copyOf(turns));
    }

    /** From a moment on. */
    final class Round {
        private final Map<String, Long> before;

        private Round(Map<String, Long> before) {
            this.before = before;
        }

        /** Who has had no turn since. */
        List<String> waiting() {
            return before.keySet().stream()
                    .filter(who -> turns.getOrDefault(who, 0L) <= before.getOrDefault(who, 0L))
                    .sorted()
                    .toList();
        }
    }
}
