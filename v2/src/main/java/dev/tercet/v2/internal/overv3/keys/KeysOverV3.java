package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.key.V2Write.Kind;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keys and directories on the v3 store, as {@code Layout} lays them out.
 *
 * <p>A read is one transaction, and pages at its revision where a directory is large. A change is a transaction that reads what
 * decides, and one that makes the change if all of that is still so; when it is not, the second has read it anew, and it goes round
 * until the call's deadline. Keys in order in one directory are made one after another. A change whose reply is lost is not made again.
 */
public final class KeysOverV3 implements KeysRoom {
    private final EtcdClient etcd;
    private final InstantSource time;
    private final Turns appends = new Turns();

    /**
     * Keys in a client's namespace.
     *
     * @param time the wall clock, to say when a time to live ends
     */
    public KeysOverV3(EtcdClient etcd, InstantSource time) {
        this.etcd = etcd;
        this.time = time;
    }

    @Override
    public CompletableFuture<EtcdResult> read(V2Read read, CallOptions options) {
        return run(read.toString(), options, store -> new Reading(store, time, read).run());
    }

    @Override
    public CompletableFuture<EtcdResult> write(V2Write write, CallOptions options) {
        return run(write.toString(), options, store -> {
            Writing writing = new Writing(store, time, write);
            return write.kind() == Kind.IN_ORDER
                    ? appends.take(write.key(), store.chain(), writing::run)
                    : writing.run();
        });
    }

    @Override
    public CompletableFuture<EtcdResult> delete(V2Delete delete, CallOptions options) {
        return run(delete.toString(), options, store -> new Deleting(store, time, delete).run());
    }

    private CompletableFuture<EtcdResult> run(
            String call, CallOptions options, Function<Store, CompletableFuture<EtcdResult>> body) {
        return Chain.run(
                etcd,
                call,
                options,
                chain -> body.apply(new Store(etcd, chain, call))
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                                Retold.of(call, KeyFailures.of(call, Chain.unwrapped(failure)), chain.isApplied()))));
    }
}
