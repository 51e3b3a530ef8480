package dev.tercet.recipes.internal.lock;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.recipes.internal.contention.Place;
import dev.tercet.recipes.internal.contention.Rule;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.lock.LockOwner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The name of a lock, and the keys that it means.
 *
 * @param bytes the name, not empty
 */
record LockName(Bytes bytes) {
    private static final Bytes SLASH = Bytes.of("/");

    LockName {
        Given.name(bytes);
    }

    private Bytes queue() {
        return bytes.plus(SLASH);
    }

    /** The place of a lease in its queue. */
    Place place(long lease) {
        Bytes queue = queue();
        return new Place(toString(), Place.key(queue, lease), Bytes.EMPTY, Rule.first(KeyRange.prefix(queue)));
    }

    /** All who are in its queue. */
    CompletableFuture<List<LockOwner>> owners(EtcdClient etcd) {
        // With values, which are empty: without them newer servers do not tell the leases either.
        Get all = Get.prefix(queue()).sortedBy(SortTarget.CREATE_REVISION, SortOrder.ASCENDING);
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(all)).thenApply(LockName::owners));
    }

    private static List<LockOwner> owners(GetResult found) {
        return found.kvs().stream()
                .map(kv -> new LockOwner(kv.key(), kv.lease(), kv.createRevision()))
                .toList();
    }

    @Override
    public String toString() {
        return "lock " + bytes;
    }
}
