package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.EtcdClient;
import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one call does with the store: it reads scenes, and commits changes on condition that they are as read.
 *
 * <p>Threads: the steps of the call, one after another.
 */
final class Store {
    // A transaction has room for 128 operations.
    private static final int GETS = 120;

    private final EtcdClient etcd;
    private final Chain chain;
    private final String call;
    private final LeaseBook leases;

    Store(EtcdClient etcd, Chain chain, String call) {
        this.etcd = etcd;
        this.chain = chain;
        this.call = call;
        this.leases = new LeaseBook(etcd, chain);
    }

    EtcdClient etcd() {
        return etcd;
    }

    Chain chain() {
        return chain;
    }

    LeaseBook leases() {
        return leases;
    }

    /** Reads a scene. */
    CompletableFuture<Scene> scene(SceneAsk ask) {
        chain.goesRound();
        return page(ask.gets(), 0, null, new ArrayList<>())
                .thenApply(read -> ask.scene(read.header, read.results))
                .handle((scene, failure) -> failure == null
                        ? CompletableFuture.completedFuture(scene)
                        // So deep a path takes several transactions, which are to be of one revision.
                        : Chain.unwrapped(failure) instanceof CompactedException
                                ? scene(ask)
                                : CompletableFuture.<Scene>failedFuture(Chain.unwrapped(failure)))
                .thenCompose(next -> next);
    }

    private record Read(Header header, List<GetResult> results) {}

    private CompletableFuture<Read> page(List<Get> gets, int from, @Nullable Header first, List<GetResult> results) {
        if (first != null && from >= gets.size()) {
            return CompletableFuture.completedFuture(new Read(first, results));
        }
        List<Get> some = gets.subList(from, Math.min(from + GETS, gets.size())).stream()
                .map(get -> first == null ? get : get.atRevision(first.revision()))
                .toList();
        return txn(Txn.all().then(some)).thenCompose(result -> {
            for (int i = 0; i < some.size(); i++) {
                results.add(result.get(i));
            }
            return page(gets, from + GETS, first == null ? result.header() : first, results);
        });
    }

    /**
     * What became of a change.
     *
     * @param result of the change, if it was made
     * @param scene otherwise, as it is now
     */
    record Commit(@Nullable TxnResult result, @Nullable Scene scene) {
        /** Of the change, if it was made. */
        @Nullable
        Header header() {
            return result == null ? null : result.header();
        }
    }

    /** Makes a change if all is still as its transaction says, and reads it anew if not. */
    CompletableFuture<Commit> commit(Txn txn, SceneAsk ask) {
        List<Get> gets = ask.gets();
        boolean together = gets.size() <= GETS;
        Txn change = together ? txn.orElse(gets) : txn;
        return leases.using(() -> etcd.async().kv().with(chain.left()).txn(change))
                .handle((result, failure) -> {
                    if (failure != null) {
                        return again(Chain.unwrapped(failure), ask);
                    }
                    if (result.succeeded()) {
                        return CompletableFuture.completedFuture(new Commit(result, null));
                    }
                    if (!together) {
                        return scene(ask).thenApply(scene -> new Commit(null, scene));
                    }
                    chain.goesRound();
                    List<GetResult> found = new ArrayList<>();
                    for (int i = 0; i < gets.size(); i++) {
                        found.add(result.get(i));
                    }
                    return CompletableFuture.completedFuture(new Commit(null, ask.scene(result.header(), found)));
                })
                .thenCompose(next -> next);
    }

    // The lease of a directory ran out, and the directory with it, or that of the key before it had one.
    private CompletableFuture<Commit> again(Throwable failure, SceneAsk ask) {
        if (!(failure instanceof LeaseNotFoundException)) {
            return CompletableFuture.failedFuture(failure);
        }
        leases.forget();
        return scene(ask).thenApply(scene -> new Commit(null, scene));
    }

    /** A transaction as it is. */
    CompletableFuture<TxnResult> txn(Txn txn) {
        return chain.step(etcd.async().kv().with(chain.left()).txn(txn));
    }

    /** A read as it is. */
    CompletableFuture<GetResult> get(Get get) {
        return chain.step(etcd.async().kv().with(chain.left()).get(get));
    }

    /** An error of the v2 API. */
    EtcdException error(V2Codes code, String cause, long revision) {
        return V2Errors.of(call, code, cause, revision, null);
    }

    /** Fails since there is nothing at the path: with the outermost directory that is missing, as v2 servers say it. */
    <T> CompletableFuture<T> missing(Scene scene) {
        return missing(scene.unmarked(), scene);
    }

    private <T> CompletableFuture<T> missing(List<String> unmarked, Scene scene) {
        if (unmarked.isEmpty()) {
            return CompletableFuture.failedFuture(error(V2Codes.KEY_NOT_FOUND, scene.path(), scene.revision()));
        }
        String outermost = unmarked.get(0);
        // It may be there without a marker. Where that must not be read, it is as good as there: the path is missing
        // anyhow.
        return get(Get.of(Layout.tree(outermost)).limit(1).keysOnly())
                .handle((found, failure) -> failure == null && found.isEmpty()
                        ? CompletableFuture.<T>failedFuture(error(V2Codes.KEY_NOT_FOUND, outermost, scene.revision()))
                        : failure == null || isDenied(Chain.unwrapped(failure))
                                ? this.<T>missing(unmarked.subList(1, unmarked.size()), scene)
                                : CompletableFuture.<T>failedFuture(Chain.unwrapped(failure)))
                .thenCompose(next -> next);
    }

    private static boolean isDenied(Throwable failure) {
        return failure instanceof PermissionDeniedException;
    }
}
