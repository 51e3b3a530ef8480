package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Compare;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.v2.internal.overv3.Act;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.overv3.keys.Store.Commit;
import dev.tercet.v2.internal.overv3.keys.Verdict.Retimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Another lease for a directory, and for all in it that lives by the old one, or would outlive the new one.
 *
 * <p>What is more than one transaction can do is moved before, in as many as it takes; the last has the marker and the rest, and is
 * made only if nothing below has changed since it was read.
 */
final class Retiming {
    /** How many keys one transaction moves. */
    static final int AT_ONCE = 100;

    private final Store store;
    private final Scene scene;
    private final SceneAsk ask;
    private final Retimed retimed;

    Retiming(Store store, Scene scene, SceneAsk ask, Retimed retimed) {
        this.store = store;
        this.scene = scene;
        this.ask = ask;
        this.retimed = retimed;
    }

    /**
     * Moves all.
     *
     * @param lease what it shall live by; 0 for none
     * @param granted how long that lives; null if it is an outer directory's or none
     */
    CompletableFuture<Commit> run(long lease, @Nullable Duration granted) {
        return Pages.all(store, Layout.inside(scene.path())).thenCompose(page -> {
            Set<Long> others = page.kvs().stream().map(KeyValue::lease).collect(Collectors.toSet());
            others.remove(former());
            return store.leases()
                    .look(granted == null ? Set.of() : others)
                    .thenCompose(book -> move(
                            page.revision(),
                            page.kvs().stream()
                                    .filter(key -> moves(key.lease(), lease, granted, book))
                                    .toList(),
                            lease,
                            granted));
        });
    }

    private long former() {
        KeyValue marker = scene.marker();
        return marker == null ? scene.inherited() : marker.lease();
    }

    private boolean moves(long theirs, long lease, @Nullable Duration granted, LeaseBook book) {
        if (theirs == lease) {
            return false;
        }
        return theirs == former()
                || (lease != 0 && theirs == 0)
                || (granted != null && book.status(theirs).remaining().compareTo(granted) >= 0);
    }

    private CompletableFuture<Commit> move(long read, List<KeyValue> moved, long lease, @Nullable Duration granted) {
        if (moved.size() <= AT_ONCE) {
            return store.commit(last(read, moved, lease), ask);
        }
        store.leases().use();
        // Whoever makes something below meanwhile gives it the old lease, and is met by the next reading.
        return part(moved, 0, lease).thenCompose(done -> {
            store.chain().goesRound();
            return run(lease, granted);
        });
    }

    private CompletableFuture<?> part(List<KeyValue> moved, int from, long lease) {
        if (from >= moved.size()) {
            return CompletableFuture.completedFuture(null);
        }
        List<KeyValue> some = moved.subList(from, Math.min(from + AT_ONCE, moved.size()));
        List<Compare> when = some.stream()
                .map(key -> Compare.modRevision(key.key()).equalTo(key.modRevision()))
                .toList();
        List<Op<?>> then = puts(some, lease);
        then.add(Txns.act(new Act(retimed.action(), scene.path(), true, true)));
        return store.txn(Txn.when(when).then(then)).thenCompose(done -> {
            if (done.succeeded()) {
                store.chain().applied();
            }
            return part(moved, from + AT_ONCE, lease);
        });
    }

    private Txn last(long read, List<KeyValue> moved, long lease) {
        List<Compare> when = new ArrayList<>();
        KeyValue nearest = scene.nearest();
        if (nearest != null) {
            when.add(Compare.modRevision(nearest.key()).equalTo(nearest.modRevision()));
        }
        when.add(Txns.unchanged(Layout.marker(scene.path()), scene.marker()));
        // Nothing new and nothing changed, by the range; nothing gone, by the keys.
        when.add(Compare.modRevision(Layout.inside(scene.path())).lessThan(read + 1));
        moved.forEach(key -> when.add(Compare.modRevision(key.key()).equalTo(key.modRevision())));
        List<Op<?>> then = puts(moved, lease);
        then.add(Put.of(Layout.marker(scene.path()), "").withLease(lease));
        then.add(Txns.act(new Act(retimed.action(), scene.path(), true, retimed.silent())));
        return Txn.when(when).then(then);
    }

    private static List<Op<?>> puts(List<KeyValue> moved, long lease) {
        return moved.stream()
                .map(key -> Put.keepingValue(Objects.requireNonNull(key.key())).withLease(lease))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
