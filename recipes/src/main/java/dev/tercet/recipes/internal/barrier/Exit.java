package dev.tercet.recipes.internal.barrier;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Patience;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Wakeup;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One way out of a double barrier: our key goes, and then those of the others who were in at that time are waited for. Who enters the
 * next round already is none of them.
 */
final class Exit {
    private final EtcdClient etcd;
    private final RoundCalls calls;
    private final AsyncKv repeating;
    private final Patience patience;

    Exit(Ground ground, RoundCalls calls, Patience patience) {
        this.etcd = ground.etcd();
        this.calls = calls;
        this.patience = patience;
        this.repeating = etcd.async().kv().with(etcd.options().retryingWrites());
    }

    /**
     * Leaves.
     *
     * @param place what we have here, if we entered with this session here
     * @return whether we were in
     */
    CompletableFuture<Boolean> start(Task task, @Nullable Turn place) {
        // Not a step that is cancelled: who wants to leave leaves. And twice is as good: the second finds nothing.
        return repeating.txn(calls.leave()).thenCompose(left -> {
            if (place != null) {
                place.leave();
            }
            boolean last = left.succeeded();
            TxnResult others = last ? left : left.txn(0);
            if (last || !(others.succeeded() || place != null)) {
                return CompletableFuture.completedFuture(last);
            }
            GetResult in = others.get(1);
            return others(task, in, in.revision()).thenApply(all -> true);
        });
    }

    private CompletableFuture<@Nullable Void> others(Task task, GetResult in, long ours) {
        Set<Bytes> keys = in.kvs().stream().map(KeyValue::key).collect(Collectors.toCollection(HashSet::new));
        keys.remove(calls.mine());
        if (keys.isEmpty()) {
            return tidy();
        }
        WatchRequest gone =
                WatchRequest.of(calls.all()).fromRevision(in.revision() + 1).without(WatchFilter.NO_PUT);
        return task.step(Wakeup.on(etcd, gone, change -> out(keys, change))).thenCompose(out -> {
            if (out.isPresent()) {
                return out.get() ? CompletableFuture.completedFuture(null) : tidy();
            }
            Get still = Get.of(calls.in()).keysOnly().maxCreateRevision(ours);
            return patience.ask(task, kv -> kv.get(still)).thenCompose(read -> others(task, read, ours));
        });
    }

    /** Whether the round is over, if all are out. */
    private Optional<Boolean> out(Set<Bytes> keys, WatchSignal.Change change) {
        boolean over = false;
        for (WatchEvent event : change.events()) {
            keys.remove(event.key());
            // The last goes together with this key, and it is put anew only in another round.
            over |= event.key().equals(calls.ready());
        }
        return keys.isEmpty() || over ? Optional.of(over) : Optional.empty();
    }

    /** The last of them was lost, and could not end the round. */
    private CompletableFuture<@Nullable Void> tidy() {
        // Whoever enters next does it otherwise.
        return repeating.txn(calls.tidy()).handle((done, failure) -> null);
    }
}
