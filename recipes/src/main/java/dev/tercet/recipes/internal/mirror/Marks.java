package dev.tercet.recipes.internal.mirror;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.ProgressTrust;
import dev.tercet.recipes.internal.flow.Task;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How it is known that nothing more comes up to a revision. Servers since 3.4.25 and 3.5.8 say so when they are asked; those before
 * answer at once, whatever they still have to send, and so are not asked: what they have is looked at.
 */
record Marks(EtcdClient source, Names names) {
    /** Whether answers can be relied upon; a server that does not tell its version is none of those. */
    CompletableFuture<Boolean> areReliable(Task task) {
        return task.step(source.async().maintenance().status())
                .handle((status, failure) -> failure == null && ProgressTrust.isTrusted(status.version()));
    }

    /**
     * Whether the source is now as it was at a revision: no key is newer, and there are as many. What came and went in between may still
     * be told, and makes no difference.
     *
     * @return the revision that it has now, if so
     */
    CompletableFuture<Optional<Long>> unchangedSince(Task task, long revision) {
        Get all = Get.of(names.source());
        Txn look = Txn.all(
                all.minModRevision(revision + 1).limit(1).keysOnly(),
                all.countOnly().atRevision(revision));
        return task.step(source.async().kv().txn(look)).thenApply(Marks::unchanged);
    }

    private static Optional<Long> unchanged(TxnResult seen) {
        GetResult newer = seen.get(0);
        boolean same = newer.isEmpty() && newer.count() == seen.get(1).count();
        return same ? Optional.of(seen.revision()) : Optional.empty();
    }
}
