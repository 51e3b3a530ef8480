package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.watch.WatchSignal.Change;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at a revision: reads what is not in its changes, and says what v2 tells of it. */
final class ChangeReader {
    private final EtcdClient etcd;
    private final Errands errands;
    private final Folding folding;
    private final PastReader past;
    private final Wording wording;

    ChangeReader(EtcdClient etcd, Errands errands, Scope scope, InstantSource time) {
        this.etcd = etcd;
        this.errands = errands;
        this.folding = new Folding(scope);
        this.past = new PastReader(etcd, errands, scope);
        this.wording = new Wording(time);
    }

    /** What is to be told of a revision, in order; fails only with what ends the watch. */
    CompletableFuture<List<V2Event>> look(Change change) {
        if (!folding.concerns(change.events())) {
            return CompletableFuture.completedFuture(List.of());
        }
        return past.read(change.revision(), folding.mayBeRemovedFromAbove(change.events()))
                .thenApply(known -> folding.fold(change.revision(), change.events(), known))
                .thenCompose(this::word);
    }

    private CompletableFuture<List<V2Event>> word(List<Told> told) {
        Map<Long, LeaseStatus> leases = new ConcurrentHashMap<>();
        CompletableFuture<?>[] reads = told.stream()
                .filter(each -> each.lease() != 0)
                .map(each -> isInherited(each)
                        .thenCompose(inherited -> inherited
                                ? CompletableFuture.completedFuture(null)
                                : errands.read(() -> etcd.async().leases().status(each.lease()))
                                        .thenAccept(status -> leases.put(each.lease(), status))))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(reads)
                .thenApply(all ->
                        told.stream().map(each -> wording.event(each, leases)).toList());
    }

    /** Whether it lives as long as the directory that it is in, which is no time to live of its own. */
    private CompletableFuture<Boolean> isInherited(Told told) {
        Get directory = Get.of(Layout.marker(Paths.parent(told.path()))).atRevision(told.revision());
        return errands.read(() -> etcd.async().kv().get(directory))
                .handle((answer, failure) -> failure == null
                        && answer.first()
                                .filter(marker -> marker.lease() == told.lease())
                                .isPresent());
    }
}
