package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.keys.Verdict.Deleted;
import dev.tercet.v2.internal.overv3.keys.Verdict.Missing;
import dev.tercet.v2.internal.overv3.keys.Verdict.Refused;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One deletion under way: read, decide, commit, and again if others changed it in between. */
final class Deleting {
    private final Store store;
    private final InstantSource time;
    private final V2Delete delete;
    private final SceneAsk ask;

    Deleting(Store store, InstantSource time, V2Delete delete) {
        this.store = store;
        this.time = time;
        this.delete = delete;
        this.ask = SceneAsk.node(delete.key());
    }

    CompletableFuture<EtcdResult> run() {
        return store.scene(ask).thenCompose(this::round);
    }

    private CompletableFuture<EtcdResult> round(Scene scene) {
        Verdict verdict = DeleteRule.decide(delete, scene);
        if (verdict instanceof Refused refused) {
            return CompletableFuture.failedFuture(store.error(refused.code(), refused.cause(), scene.revision()));
        }
        if (verdict instanceof Missing) {
            return store.missing(scene);
        }
        Deleted deleted = (Deleted) verdict;
        return store.leases()
                .look(List.of(scene.ownLease()))
                .thenCompose(looked -> store.commit(Txns.delete(scene, deleted), ask))
                .thenCompose(commit -> {
                    Header header = commit.header();
                    return header == null
                            ? round(Objects.requireNonNull(commit.scene()))
                            : CompletableFuture.completedFuture(done(scene, deleted, header));
                });
    }

    private EtcdResult done(Scene scene, Deleted deleted, Header header) {
        KeyValue was = Objects.requireNonNull(scene.own());
        V2Node before = Before.node(scene, store.leases(), time.instant());
        if (!deleted.dir()) {
            store.leases().release(scene.ownLease());
        }
        V2Node gone = Nodes.gone(scene.path(), deleted.dir(), header.revision(), was.createRevision());
        return Nodes.result(deleted.action(), gone, Optional.of(before), false, header);
    }
}
