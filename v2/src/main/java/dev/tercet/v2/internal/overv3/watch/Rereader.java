package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.kv.Get;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads what is watched, where the events are gone that would have told of it. */
final class Rereader {
    private final EtcdClient etcd;
    private final KeysRoom keys;
    private final Errands errands;
    private final V2Read read;

    Rereader(EtcdClient etcd, KeysRoom keys, Errands errands, V2Watch watch) {
        this.etcd = etcd;
        this.keys = keys;
        this.errands = errands;
        V2Read one = V2Read.of(watch.key()).quorum();
        this.read = watch.isRecursive() ? one.recursive() : one;
    }

    /**
     * Reads it.
     *
     * @param from the first index that is missing
     */
    CompletableFuture<V2Event.Reread> read(long from) {
        return errands.read(() -> keys.read(read, CallOptions.DEFAULT)).handle((state, failure) -> {
            if (failure == null) {
                return new V2Event.Reread(from, state.etcdIndex(), Optional.of(state));
            }
            if (Chain.unwrapped(failure) instanceof V2KeyNotFoundException none) {
                return new V2Event.Reread(from, none.payload().index(), Optional.empty());
            }
            throw new CompletionException(Chain.unwrapped(failure));
        });
    }

    /** The store's index now. */
    CompletableFuture<Long> currentIndex() {
        Get nothing = Get.of(Layout.ACT).countOnly();
        return errands.read(() -> etcd.async().kv().get(nothing)).thenApply(answer -> answer.revision());
    }
}
