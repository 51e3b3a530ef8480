package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.keys.Store.Commit;
import dev.tercet.v2.internal.overv3.keys.Verdict.Missing;
import dev.tercet.v2.internal.overv3.keys.Verdict.Refused;
import dev.tercet.v2.internal.overv3.keys.Verdict.Retimed;
import dev.tercet.v2.internal.overv3.keys.Verdict.Written;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.key.V2Write.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One write under way: read, decide, commit, and again if others changed it in between.
 *
 * <p>Threads: the steps of the call, one after another.
 */
final class Writing {
    // Milliseconds, between two tries of a key in order.
    private static final long SHORTEST = 1;
    private static final long LONGEST = 50;

    private final Store store;
    private final InstantSource time;
    private final V2Write write;
    private final SceneAsk ask;
    // The last number that was tried for a key in order, which may be a key's name that somebody made by hand.
    private long number;
    private long pause = SHORTEST;

    Writing(Store store, InstantSource time, V2Write write) {
        this.store = store;
        this.time = time;
        this.write = write;
        this.ask = write.kind() == Kind.IN_ORDER ? SceneAsk.queue(write.key()) : SceneAsk.node(write.key());
    }

    CompletableFuture<EtcdResult> run() {
        return store.scene(ask).thenCompose(this::round).whenComplete((done, failure) -> {
            if (failure != null) {
                store.leases().giveUp();
            }
        });
    }

    private CompletableFuture<EtcdResult> round(Scene scene) {
        Verdict verdict = WriteRule.decide(write, scene);
        if (verdict instanceof Refused refused) {
            return CompletableFuture.failedFuture(store.error(refused.code(), refused.cause(), scene.revision()));
        }
        if (verdict instanceof Missing) {
            return store.missing(scene);
        }
        if (scene.unmarked().size() > Txns.NEW_DIRECTORIES) {
            return store.commit(Txns.makeSome(scene), ask).thenCompose(made -> {
                if (made.scene() != null) {
                    return round(made.scene());
                }
                store.chain().applied();
                return run();
            });
        }
        Terms terms = new Terms(write, scene);
        return store.leases().look(terms.needed()).thenCompose(leases -> {
            if (terms.isRenewal(leases)) {
                return renew(scene, verdict);
            }
            return terms.lease(leases, verdict instanceof Retimed || isDir(verdict))
                    .thenCompose(lease -> verdict instanceof Written written
                            ? write(scene, written, lease)
                            : retime(scene, (Retimed) verdict, lease));
        });
    }

    private static boolean isDir(Verdict verdict) {
        return verdict instanceof Written written && written.dir();
    }

    private CompletableFuture<EtcdResult> write(Scene scene, Written written, Terms.Lease lease) {
        String path = scene.path();
        Txn txn;
        if (write.kind() == Kind.IN_ORDER) {
            number = InOrder.next(scene, number);
            String name = InOrder.name(number);
            path = Paths.child(scene.path(), name);
            txn = Txns.append(scene, written, path, name, lease.id());
        } else {
            txn = Txns.write(scene, written, lease.id());
        }
        String key = path;
        return store.commit(txn, ask)
                .thenCompose(commit -> was(scene, commit))
                .thenCompose(end -> committed(end.was(), end.commit(), written.action(), key, header -> {
                    KeyValue file = end.was().file();
                    if (file != null) {
                        store.leases().release(end.was().ownLease());
                    }
                    // A key that was there keeps its creation, but a directory in its place is another thing.
                    long created = file == null || written.dir() ? header.revision() : file.createRevision();
                    return written.dir()
                            ? Nodes.dir(key, lease.life(time.instant()), header.revision(), created, List.of())
                            : Nodes.file(
                                    key,
                                    written.value().utf8(),
                                    lease.life(time.instant()),
                                    header.revision(),
                                    created);
                }));
    }

    /**
     * A write that was tried.
     *
     * @param was the scene with the key that the write took the place of, if it was made: not always the one that was read
     */
    private record End(Scene was, Commit commit) {}

    private CompletableFuture<End> was(Scene scene, Commit commit) {
        TxnResult result = commit.result();
        if (result == null) {
            return CompletableFuture.completedFuture(new End(scene, commit));
        }
        End end = new End(scene.withFile(Txns.previous(result)), commit);
        long lease = write.isBrief() ? 0 : end.was().ownLease();
        return store.leases().lookIfPossible(lease).thenApply(looked -> end);
    }

    private CompletableFuture<EtcdResult> retime(Scene scene, Retimed retimed, Terms.Lease lease) {
        return new Retiming(store, scene, ask, retimed)
                .run(lease.id(), lease.granted())
                .thenCompose(commit -> committed(scene, commit, retimed.action(), scene.path(), header -> {
                    KeyValue was = Objects.requireNonNull(scene.own());
                    long created = scene.marker() == null ? header.revision() : was.createRevision();
                    return Nodes.dir(scene.path(), lease.life(time.instant()), header.revision(), created, List.of());
                }));
    }

    private interface Made {
        V2Node node(Header header);
    }

    private CompletableFuture<EtcdResult> committed(
            Scene scene, Commit commit, V2Action action, String key, Made made) {
        Header header = commit.header();
        if (header == null && write.kind() == Kind.IN_ORDER) {
            // Another client was first, and may be so each time if both come again at once.
            long most = Duration.ofMillis(pause).toNanos();
            pause = Math.min(2 * pause, LONGEST);
            return store.chain()
                    .pause(Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 2, most)))
                    .thenCompose(over -> store.scene(ask))
                    .thenCompose(this::round);
        }
        if (header == null) {
            return round(Objects.requireNonNull(commit.scene()));
        }
        V2Node node = made.node(header);
        EtcdResult result = answer(action, node, before(scene), header);
        if (write.ttl().filter(Duration::isZero).isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        // If that fails, the least lease that servers give ends it.
        return store.txn(Txns.expire(key, node.dir(), header.revision())).handle((expired, failure) -> result);
    }

    // Nothing in the store changes by it, and no watch is woken.
    private CompletableFuture<EtcdResult> renew(Scene scene, Verdict verdict) {
        V2Action action = verdict instanceof Written written ? written.action() : ((Retimed) verdict).action();
        V2Node before = Objects.requireNonNull(before(scene));
        return store.chain()
                .step(store.etcd().async().leases().with(store.chain().left()).keepAliveOnce(scene.ownLease()))
                .handle((renewal, failure) -> {
                    if (failure == null) {
                        V2Node node = Renewed.node(before, renewal.ttl(), time.instant());
                        return CompletableFuture.completedFuture(answer(action, node, before, scene.header()));
                    }
                    if (Chain.unwrapped(failure) instanceof LeaseNotFoundException) {
                        // It ran out just now, and the key with it.
                        store.leases().forget();
                        return run();
                    }
                    return CompletableFuture.<EtcdResult>failedFuture(Chain.unwrapped(failure));
                })
                .thenCompose(next -> next);
    }

    private @Nullable V2Node before(Scene scene) {
        return scene.own() == null ? null : Before.node(scene, store.leases(), time.instant());
    }

    private EtcdResult answer(V2Action action, V2Node node, @Nullable V2Node before, Header header) {
        boolean fresh = action == V2Action.CREATE || (action == V2Action.SET && before == null);
        return write.isBrief()
                ? Nodes.result(
                        action,
                        Nodes.none(write.key(), write.kind() == Kind.DIRECTORY),
                        Optional.empty(),
                        fresh,
                        header)
                : Nodes.result(action, node, Optional.ofNullable(before), fresh, header);
    }
}
