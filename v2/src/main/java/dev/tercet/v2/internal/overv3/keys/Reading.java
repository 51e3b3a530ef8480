package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.error.CompactedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** One reading under way. */
final class Reading {
    private final Store store;
    private final InstantSource time;
    private final V2Read read;

    Reading(Store store, InstantSource time, V2Read read) {
        this.store = store;
        this.time = time;
        this.read = read;
    }

    CompletableFuture<EtcdResult> run() {
        return store.scene(SceneAsk.listing(read.key()))
                .thenCompose(this::seen)
                .handle((result, failure) -> failure == null
                        ? CompletableFuture.completedFuture(result)
                        // Between two pages: there is a newer revision to read.
                        : Chain.unwrapped(failure) instanceof CompactedException
                                ? run()
                                : CompletableFuture.<EtcdResult>failedFuture(Chain.unwrapped(failure)))
                .thenCompose(next -> next);
    }

    private CompletableFuture<EtcdResult> seen(Scene scene) {
        Optional<String> blocked = scene.blockedBy();
        if (blocked.isPresent()) {
            return CompletableFuture.failedFuture(store.error(V2Codes.NOT_DIRECTORY, blocked.get(), scene.revision()));
        }
        KeyValue file = scene.file();
        if (file != null) {
            return store.leases()
                    .look(List.of(scene.ownLease()))
                    .thenApply(leases -> result(Before.node(scene, leases, time.instant()), scene.header()));
        }
        if (!scene.isDirectory() && !scene.path().equals(Paths.ROOT)) {
            return store.missing(scene);
        }
        return Pages.rest(store, rest(scene), scene.more(), new ArrayList<>(scene.tree()), skip())
                .thenCompose(page -> listed(scene, page.kvs()));
    }

    private static Get rest(Scene scene) {
        return Get.of(Layout.tree(scene.path())).limit(SceneAsk.PAGE).atRevision(scene.revision());
    }

    // Of what is below directories below, the first key alone says that they are there.
    private UnaryOperator<Bytes> skip() {
        if (read.isRecursive()) {
            return Bytes::next;
        }
        Bytes marker = Bytes.of(Layout.marker(read.key()));
        return last -> {
            for (int i = marker.length(); i < last.length(); i++) {
                if (last.at(i) == '/') {
                    return KeyRange.endOfPrefix(Bytes.wrap(last.toArray(), 0, i + 1));
                }
            }
            return last.next();
        };
    }

    private CompletableFuture<EtcdResult> listed(Scene scene, List<KeyValue> kvs) {
        Listing listing = Listing.of(scene, kvs, read.isRecursive());
        return store.leases()
                .look(listing.leases())
                .thenApply(leases -> result(listing.node(leases, time.instant()), scene.header()));
    }

    private static EtcdResult result(V2Node node, Header header) {
        return Nodes.result(V2Action.GET, node, Optional.empty(), false, header);
    }
}
