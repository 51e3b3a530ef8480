package dev.tercet.recipes.internal.election;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.election.LeaderSignal;
import dev.tercet.watch.WatchEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All candidates at a revision, and what is to be told of the one that leads. Knowing all of them, it never takes for the leader who
 * came while the one in front went.
 */
final class LeaderTable {
    // Keys of one transaction have one creation revision, and a server sorts them by key.
    private static final Comparator<KeyValue> ORDER =
            Comparator.comparingLong(KeyValue::createRevision).thenComparing(KeyValue::key);

    private final Map<Bytes, KeyValue> candidates = new HashMap<>();
    private @Nullable KeyValue leader;
    private boolean begun;

    /** These are all there are. */
    Optional<LeaderSignal> reset(List<KeyValue> all, long revision) {
        candidates.clear();
        all.forEach(kv -> candidates.put(kv.key(), kv));
        return tell(revision);
    }

    /** This happened to them, in one revision. */
    Optional<LeaderSignal> change(List<WatchEvent> events, long revision) {
        for (WatchEvent event : events) {
            if (event.isPut()) {
                candidates.put(event.key(), event.kv());
            } else {
                candidates.remove(event.key());
            }
        }
        return tell(revision);
    }

    private Optional<LeaderSignal> tell(long revision) {
        KeyValue before = leader;
        KeyValue now = candidates.values().stream().min(ORDER).orElse(null);
        boolean first = !begun;
        begun = true;
        leader = now;
        if (now == null) {
            return before != null || first ? Optional.of(new LeaderSignal.Vacant(revision)) : Optional.empty();
        } else if (before == null
                || before.createRevision() != now.createRevision()
                || !before.key().equals(now.key())) {
            return Optional.of(new LeaderSignal.Leads(Candidates.of(now)));
        }
        return before.modRevision() == now.modRevision()
                ? Optional.empty()
                : Optional.of(new LeaderSignal.Proclaimed(Candidates.of(now)));
    }
}
