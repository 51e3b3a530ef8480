package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.cli.run.Waiting;
import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.KeptLease;
import dev.tercet.lock.LockGrant;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A lock that goes from one holder to the next, and an election. */
final class LockSteps {
    private final Scene scene;
    private final EtcdClient etcd;
    private State state = new State(Bytes.EMPTY, 0, CompletableFuture.completedFuture(null));

    /** What the first holder has and the second waits for. */
    private record State(Bytes key, long token, CompletableFuture<LockGrant> waiting) {}

    LockSteps(Scene scene) {
        this.scene = scene;
        this.etcd = scene.etcd();
    }

    List<Step> steps() {
        return List.of(
                new Step("lock", this::lock),
                new Step("lock again", this::queue),
                new Step("unlock", this::handOver),
                new Step("fencing", this::fence),
                new Step("election", this::elect));
    }

    private KeptLease lease() {
        return scene.owning(etcd.leases().keep(LeaseSteps.LONG));
    }

    private Line lock() {
        LockGrant grant = etcd.locks().lock("lock/report", lease().id());
        state = new State(grant.key(), grant.revision(), state.waiting());
        return Line.atRevision(grant.revision(), "ann holds lock/report, the revision is her fencing token");
    }

    private Line queue() {
        Signals queue = new Signals(scene.owning(etcd.watches().open(WatchRequest.prefix("lock/report/"))));
        CompletableFuture<LockGrant> waiting = etcd.async().locks().lock("lock/report", lease().id());
        state = new State(state.key(), state.token(), waiting);
        WatchEvent event = queue.next("bob's key in the queue");
        Expect.that(event.isCreate(), "a new key in the queue", event);
        Expect.that(!waiting.isDone(), "bob waiting", waiting);
        return Line.atRevision(event.revision(), "bob asks for lock/report, and waits in the queue");
    }

    private Line handOver() {
        etcd.locks().unlock(state.key());
        LockGrant grant = Waiting.on(state.waiting());
        long token = grant.revision();
        Expect.that(token > state.token(), "a token above " + state.token(), token);
        return Line.of("ann lets go, and bob holds lock/report with token " + token);
    }

    private Line fence() {
        LockGrant bobs = Waiting.on(state.waiting());
        TxnResult late = etcd.kv().txn(report(state.key(), state.token(), "ann's"));
        Expect.equal("ann may still write", false, late.succeeded());
        TxnResult rightful = etcd.kv().txn(report(bobs.key(), bobs.revision(), "bob's"));
        Expect.equal("bob may write", true, rightful.succeeded());
        etcd.locks().unlock(bobs.key());
        return Line.atRevision(rightful.revision(), "ann's late write is refused, bob's is done");
    }

    private static Txn report(Bytes lock, long token, String text) {
        return Txn.when(Compare.createRevision(lock).equalTo(token)).then(Put.of("report", text));
    }

    private Line elect() {
        LeaderKey leader = etcd.elections().campaign("chair", lease().id(), "ann");
        String chair = Expect.present("a leader", etcd.elections().leader("chair"))
                .value()
                .utf8();
        Expect.equal("leader", "ann", chair);
        etcd.elections().resign(leader);
        Expect.that(etcd.elections().leader("chair").isEmpty(), "nobody", chair);
        return Line.atRevision(leader.revision(), "ann is elected chair, and resigns");
    }
}
