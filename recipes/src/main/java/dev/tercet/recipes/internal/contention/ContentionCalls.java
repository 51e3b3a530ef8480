package dev.tercet.recipes.internal.contention;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The transactions of one place, and what their answers mean. */
final class ContentionCalls {
    /**
     * A call under way.
     *
     * @param sent to be cancelled
     * @param meaning what its answer says
     */
    record Call(CompletableFuture<TxnResult> sent, Function<TxnResult, Signal> meaning) {}

    private final Place place;
    private final long lease;
    private final AsyncKv entering;
    private final AsyncKv once;
    private final AsyncKv repeating;

    ContentionCalls(Place place, EtcdClient etcd, long lease) {
        this.place = place;
        this.lease = lease;
        AsyncKv kv = etcd.async().kv();
        CallOptions usual = etcd.options();
        // Not even for those who want their writes sent again: what was sent twice is looked after here.
        CallOptions unrepeated =
                CallOptions.DEFAULT.withTimeout(usual.timeout()).withMaxReplyBytes(usual.maxReplyBytes());
        this.once = kv.with(unrepeated);
        // Where a member does not answer, the next one is to have its turn within the time of one call.
        Duration share = usual.timeout().dividedBy(ContentionMachine.TRIES).plusNanos(1);
        this.entering = kv.with(unrepeated.withTimeout(share));
        this.repeating = kv.with(usual.retryingWrites());
    }

    /** Puts our key unless it is there. */
    Call enter(boolean onlyIfFree) {
        List<Compare> conditions =
                new ArrayList<>(List.of(Compare.createRevision(place.key()).equalTo(0)));
        if (onlyIfFree) {
            conditions.addAll(place.rule().free());
        }
        Txn txn = Txn.when(conditions)
                .then(Put.of(place.key(), place.value()).withLease(lease), oldest())
                .orElse(Get.of(place.key()), oldest());
        // As good twice as once, since the second finds the key of the first; but a copy may be late, and who is to
        // look out for it has to know, so it is not the client that sends again.
        return new Call(entering.txn(txn), this::entered);
    }

    private Op<GetResult> oldest() {
        return place.rule().oldest();
    }

    private Signal entered(TxnResult done) {
        long revision = done.revision();
        if (done.succeeded()) {
            List<Bytes> older = older(done.get(1), revision);
            return judged(new Seen(revision, place.value(), place.rule().inTheWay(older), revision), older);
        }
        GetResult own = done.get(0);
        long mine = createRevision(own);
        // Without a key of ours everybody is older than it would be.
        List<Bytes> older = older(done.get(1), mine == 0 ? Long.MAX_VALUE : mine);
        return judged(new Seen(mine, value(own), place.rule().inTheWay(older), revision), older);
    }

    /** Reads our key, and what is in the way of one made at this revision. */
    Call look(long mine) {
        Txn txn = Txn.all(Get.of(place.key()), place.rule().ahead(mine));
        return new Call(once.txn(txn), done -> looked(done, mine));
    }

    private Signal looked(TxnResult done, long mine) {
        GetResult own = done.get(0);
        List<Bytes> older = older(done.get(1), mine);
        Seen seen = new Seen(createRevision(own), value(own), place.rule().inTheWay(older), done.revision());
        // The latest are read first: as many as there is room for need not be all, and then the oldest is not known.
        return older.size() < place.rule().room() ? judged(seen, older) : new Signal.Answered(seen);
    }

    private Signal judged(Seen seen, List<Bytes> older) {
        EtcdException objection = place.rule().objection(older);
        return objection == null ? new Signal.Answered(seen) : new Signal.Objected(objection, seen);
    }

    /** Who was there before a revision, oldest first. */
    private static List<Bytes> older(GetResult found, long before) {
        return found.kvs().stream()
                .filter(kv -> kv.createRevision() < before)
                .sorted(Comparator.comparingLong(KeyValue::createRevision))
                .map(KeyValue::key)
                .toList();
    }

    /** Reads which key of ours is there, if any. */
    Call find() {
        // By the lease: another may have put a key of this name without.
        Txn txn = Txn.when(Compare.lease(place.key()).equalTo(lease)).then(Get.of(place.key()));
        return new Call(once.txn(txn), done -> new Signal.Found(done.succeeded() ? createRevision(done.get(0)) : 0));
    }

    /**
     * Deletes our key.
     *
     * @param mine the revision that made it: one that was made since stays, however late this is
     * @param again whether an earlier one may have been applied, so that it does not matter if this is twice
     */
    Call delete(long mine, boolean again) {
        // The first is sent once, to be able to tell whether the key was still ours.
        Txn txn = Txn.when(Compare.createRevision(place.key()).equalTo(mine)).then(Delete.of(place.key()));
        return new Call((again ? repeating : once).txn(txn), done -> new Signal.Deleted(done.succeeded()));
    }

    private static long createRevision(GetResult own) {
        return own.first().map(KeyValue::createRevision).orElse(0L);
    }

    private static Bytes value(GetResult own) {
        return own.first().map(KeyValue::value).orElse(Bytes.EMPTY);
    }
}
