package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.v2.internal.overv3.Act;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.overv3.watch.Past.RemovedDirectory;
import dev.tercet.v2.internal.path.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what there is to know of a revision besides its changes.
 *
 * <p>That the history is gone meanwhile, or that the user may not read it, is no reason to lose the changes: they are then told as if
 * others had made them.
 */
final class PastReader {
    /** A transaction has 128 operations at most, as servers come: so deep down the outermost directories are not looked at. */
    private static final int MOST_DIRECTORIES = 60;

    private final EtcdClient etcd;
    private final Errands errands;
    private final List<String> above;

    PastReader(EtcdClient etcd, Errands errands, Scope scope) {
        this.etcd = etcd;
        this.errands = errands;
        List<String> all = Paths.ancestors(scope.key());
        this.above = all.subList(Math.max(0, all.size() - MOST_DIRECTORIES), all.size());
    }

    /**
     * Reads it.
     *
     * @param withAbove whether directories above what is watched may have been removed in that revision
     * @return fails only with what ends the watch
     */
    CompletableFuture<Past> read(long revision, boolean withAbove) {
        List<String> directories = withAbove ? above : List.of();
        return orIfUnreadable(
                attempt(revision, directories),
                // The revision before may be gone where this one is not, and markers may be others' where the note is
                // not.
                () -> directories.isEmpty()
                        ? CompletableFuture.completedFuture(Past.UNKNOWN)
                        : orIfUnreadable(
                                attempt(revision, List.of()), () -> CompletableFuture.completedFuture(Past.UNKNOWN)));
    }

    private CompletableFuture<Past> attempt(long revision, List<String> directories) {
        List<Get> reads = new ArrayList<>();
        reads.add(Get.of(Layout.ACT).atRevision(revision));
        for (String directory : directories) {
            Get marker = Get.of(Layout.marker(directory));
            reads.add(marker.atRevision(Math.max(1, revision - 1)));
            reads.add(marker.atRevision(revision).countOnly());
        }
        return errands.read(() -> etcd.async().kv().txn(Txn.all(reads.toArray(new Get[0]))))
                .thenApply(result -> past(revision, directories, result));
    }

    private static Past past(long revision, List<String> directories, TxnResult result) {
        Optional<Act> act = result.get(0)
                .first()
                .filter(note -> note.modRevision() == revision)
                .map(KeyValue::value)
                .flatMap(Act::of);
        List<RemovedDirectory> removed = new ArrayList<>();
        for (int i = 0; i < directories.size(); i++) {
            Optional<KeyValue> before = result.get(2 * i + 1).first();
            GetResult after = result.get(2 * i + 2);
            if (before.isPresent() && after.count() == 0) {
                removed.add(new RemovedDirectory(directories.get(i), before.get()));
            }
        }
        return new Past(act, removed);
    }

    private static CompletableFuture<Past> orIfUnreadable(
            CompletableFuture<Past> read, Supplier<CompletableFuture<Past>> otherwise) {
        return read.handle((past, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(past);
                    }
                    return isUnreadable(Chain.unwrapped(failure))
                            ? otherwise.get()
                            : CompletableFuture.<Past>failedFuture(Chain.unwrapped(failure));
                })
                .thenCompose(Function.identity());
    }

    private static boolean isUnreadable(Throwable failure) {
        return failure instanceof EtcdException known
                && (known.code() == ErrorCode.COMPACTED || known.code() == ErrorCode.PERMISSION_DENIED);
    }
}
