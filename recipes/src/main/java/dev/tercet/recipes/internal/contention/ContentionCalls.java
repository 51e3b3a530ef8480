package dev.tercet.recipes.internal.contention;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
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
import java.util.ArrayList;
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
    private final AsyncKv once;
    private final AsyncKv repeating;

    ContentionCalls(Place place, EtcdClient etcd, long lease) {
        this.place = place;
        this.lease = lease;
        this.once = etcd.async().kv();
        this.repeating = once.with(etcd.options().retryingWrites());
    }

    /** Puts our key unless it is there. */
    Call enter(boolean onlyIfFree) {
        List<Compare> conditions =
                new ArrayList<>(List.of(Compare.createRevision(place.key()).equalTo(0)));
        if (onlyIfFree) {
            conditions.addAll(place.rule().free());
        }
        // As good twice as once: the second finds the key of the first.
        Txn txn = Txn.when(conditions)
                .then(Put.of(place.key(), place.value()).withLease(lease), oldest())
                .orElse(Get.of(place.key()), oldest());
        return new Call(repeating.txn(txn), this::entered);
    }

    private Op<GetResult> oldest() {
        return place.rule().oldest();
    }

    private Signal entered(TxnResult done) {
        long revision = done.revision();
        if (done.succeeded()) {
            return answer(revision, place.value(), done.get(1), revision, revision);
        }
        GetResult own = done.get(0);
        long mine = createRevision(own);
        // Without a key of ours everybody is older than it would be.
        return answer(mine, value(own), done.get(1), mine == 0 ? Long.MAX_VALUE : mine, revision);
    }

    /** Reads our key, and what is in the way of one made at this revision. */
    Call look(long mine) {
        Txn txn = Txn.all(Get.of(place.key()), place.rule().ahead(mine));
        return new Call(once.txn(txn), done -> looked(done, mine));
    }

    private Signal looked(TxnResult done, long mine) {
        GetResult own = done.get(0);
        return answer(createRevision(own), value(own), done.get(1), mine, done.revision());
    }

    /**
     * What an answer says.
     *
     * @param mine the creation revision of our key, 0 if it is not there
     * @param before the revision before which whoever is older was there
     */
    private Signal answer(long mine, Bytes value, GetResult found, long before, long revision) {
        List<Bytes> older = found.kvs().stream()
                .filter(kv -> kv.createRevision() < before)
                .map(KeyValue::key)
                .toList();
        // If it could be our turn these are all who are older.
        EtcdException objection = place.rule().objection(older);
        if (objection != null) {
            return new Signal.Failed(objection, mine != 0, false);
        }
        List<Bytes> inTheWay = older.size() < place.rule().room() ? List.of() : older;
        return new Signal.Answered(new Seen(mine, value, inTheWay, revision));
    }

    /**
     * Deletes our key.
     *
     * @param mine the revision that made it, or 0 if that is not known: then whichever hangs on our lease
     * @param again whether an earlier one may have been applied, so that it does not matter if this is twice
     */
    Call delete(long mine, boolean again) {
        Compare ours = mine == 0
                ? Compare.lease(place.key()).equalTo(lease)
                : Compare.createRevision(place.key()).equalTo(mine);
        // The first is sent once, to be able to tell whether the key was still ours.
        Txn txn = Txn.when(ours).then(Delete.of(place.key()));
        return new Call((again ? repeating : once).txn(txn), done -> new Signal.Deleted(done.succeeded()));
    }

    private static long createRevision(GetResult own) {
        return own.first().map(KeyValue::createRevision).orElse(0L);
    }

    private static Bytes value(GetResult own) {
        return own.first().map(KeyValue::value).orElse(Bytes.EMPTY);
    }
}
