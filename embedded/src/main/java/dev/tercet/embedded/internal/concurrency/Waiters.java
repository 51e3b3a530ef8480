package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.proto.mvccpb.Event.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits for a lock or an election, and who observes one. No thread waits: a commit that deletes a key wakes those who wait for
 * it, on the thread that committed and after its step, so that each takes a look of its own, as etcd's do.
 */
public final class Waiters {
    private final Apply apply;

    // By the key whose deletion they wait for; a call may be between two of them.
    private final Map<ByteString, Set<Turn<?>>> byKey = new HashMap<>();
    private final Set<Observation> observations = new LinkedHashSet<>();

    /** Nobody yet; hears of this store's commits from now on. */
    public Waiters(Apply apply, Store store) {
        this.apply = apply;
        store.onCommit(this::committed);
    }

    /** How many calls wait for a key: those that observe are not among them. */
    int waiting() {
        return apply.step(() -> byKey.values().stream().mapToInt(Set::size).sum());
    }

    void add(Turn<?> turn, ByteString key) {
        apply.check();
        byKey.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(turn);
    }

    void remove(Turn<?> turn, ByteString key) {
        apply.check();
        Set<Turn<?>> others = byKey.get(key);
        if (others != null && others.remove(turn) && others.isEmpty()) {
            byKey.remove(key);
        }
    }

    void add(Observation observation) {
        apply.check();
        observations.add(observation);
    }

    void remove(Observation observation) {
        apply.check();
        observations.remove(observation);
    }

    private void committed(long revision, List<Change> changes) {
        if (!byKey.isEmpty()) {
            for (Change change : changes) {
                Set<Turn<?>> woken = change.type() == EventType.DELETE
                        ? byKey.remove(change.kv().getKey())
                        : null;
                if (woken != null) {
                    new ArrayList<>(woken).forEach(turn -> apply.afterwards(turn::look));
                }
            }
        }
        if (!observations.isEmpty()) {
            observations.forEach(observation -> observation.committed(revision, changes));
        }
    }
}
