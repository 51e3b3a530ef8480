package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was written under locks: the tokens of their holders, which never go back. */
final class Guarded {
    private Guarded() {}

    /** Every write by who was the holder no more. */
    static List<String> violations(RevisionLog log) {
        Map<String, Long> last = new HashMap<>();
        List<String> violations = new ArrayList<>();
        for (WatchSignal.Change change : log.changes()) {
            for (WatchEvent event : change.events()) {
                if (!event.isPut() || !event.keyText().startsWith("guarded/")) {
                    continue;
                }
                long token = Long.parseLong(event.valueText());
                long before = last.merge(event.keyText(), token, Math::max);
                if (before > token) {
                    violations.add("at revision " + change.revision() + " the holder with token " + token + " wrote "
                            + event.keyText() + ", after one with token " + before);
                }
            }
        }
        return violations;
    }
}
