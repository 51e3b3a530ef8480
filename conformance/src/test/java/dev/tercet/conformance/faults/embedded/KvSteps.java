package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.Seen;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import java.util.List;

/** Steps that read and write keys. Every value is written by one step only. */
final class KvSteps {
    /** What all keys of these steps begin with. */
    static final String PREFIX = "k/";

    private KvSteps() {}

    record PutKey(int client, String key, String value, boolean previous) implements Step {
        @Override
        public void run(Play play) {
            Put put = Put.of(key, value);
            play.send(
                    client,
                    new Act.Put(key, value),
                    previous ? put.returningPrevious() : put,
                    result -> previous
                            ? End.Returned.wrote(result.revision(), Seen.of(key, result.previous()))
                            : End.Returned.wrote(result.revision()));
        }

        @Override
        public String toString() {
            return "client " + client + " puts " + key + " = " + value + (previous ? ", asking what it was" : "");
        }
    }

    record PutOnLease(int client, String key, String value, int lease) implements Step {
        @Override
        public void run(Play play) {
            LeaseRun run = Play.any(play.leases(), lease);
            if (run != null) {
                long id = run.lease().id();
                play.send(
                        client,
                        new Act.Put(key, value, id),
                        Put.of(key, value).withLease(id),
                        result -> End.Returned.wrote(result.revision()));
            }
        }

        @Override
        public String toString() {
            return "client " + client + " puts " + key + " = " + value + " on lease " + lease;
        }
    }

    record GetKey(int client, String key, boolean serializable) implements Step {
        @Override
        public void run(Play play) {
            Get get = Get.of(key);
            play.send(
                    client,
                    new Act.Get(key, serializable),
                    serializable ? get.serializable() : get,
                    result -> End.Returned.read(result.revision(), Seen.of(key, result.kvs())));
        }

        @Override
        public String toString() {
            return "client " + client + " gets " + key + (serializable ? ", serializable" : "");
        }
    }

    record DeleteKey(int client, String key) implements Step {
        @Override
        public void run(Play play) {
            play.send(
                    client,
                    new Act.Delete(key),
                    Delete.of(key),
                    result -> End.Returned.of(result.revision(), result.deleted() > 0));
        }

        @Override
        public String toString() {
            return "client " + client + " deletes " + key;
        }
    }

    /** Expects what there is at the moment, or what was there a little before. */
    record Swap(int client, String key, String value, boolean outdated) implements Step {
        @Override
        public void run(Play play) {
            Truth truth = play.world().truth();
            KeyValue there = truth.at(key, truth.revision() - (outdated ? 2 : 0));
            long revision = there == null ? 0 : there.modRevision();
            Act act = new Act.CompareAndSwap(key, new Act.Expected.OfRevision(revision), value);
            Txn txn = Txn.when(Compare.modRevision(key).equalTo(revision))
                    .then(Put.of(key, value))
                    .orElse(Get.of(key));
            play.send(
                    client,
                    act,
                    txn,
                    result -> result.succeeded()
                            ? End.Returned.of(result.revision(), true)
                            : End.Returned.of(
                                    result.revision(),
                                    false,
                                    Seen.of(key, result.get(0).kvs())));
        }

        @Override
        public String toString() {
            return "client " + client + " swaps " + key + " for " + value
                    + (outdated ? ", expecting what was before" : "");
        }
    }

    record PutPair(int client, String one, String other, String value) implements Step {
        @Override
        public void run(Play play) {
            Act act = new Act.Txn(List.of(), List.of(new Act.Put(one, value), new Act.Put(other, value)), List.of());
            play.send(
                    client,
                    act,
                    Txn.all(Put.of(one, value), Put.of(other, value)),
                    result -> End.Returned.of(result.revision(), true));
        }

        @Override
        public String toString() {
            return "client " + client + " puts " + one + " and " + other + " = " + value;
        }
    }

    record Move(int client, String from, String to, String value) implements Step {
        @Override
        public void run(Play play) {
            Act act = new Act.Txn(List.of(), List.of(new Act.Delete(from), new Act.Put(to, value)), List.of());
            play.send(
                    client,
                    act,
                    Txn.all(Delete.of(from), Put.of(to, value)),
                    result -> End.Returned.of(result.revision(), true));
        }

        @Override
        public String toString() {
            return "client " + client + " deletes " + from + " and puts " + to + " = " + value;
        }
    }

    record GetPair(int client, String one, String other) implements Step {
        @Override
        public void run(Play play) {
            Act act = new Act.Txn(List.of(), List.of(new Act.Get(one), new Act.Get(other)), List.of());
            play.send(
                    client,
                    act,
                    Txn.all(Get.of(one), Get.of(other)),
                    result -> End.Returned.of(
                            result.revision(),
                            true,
                            Seen.of(one, result.get(0).kvs()),
                            Seen.of(other, result.get(1).kvs())));
        }

        @Override
        public String toString() {
            return "client " + client + " gets " + one + " and " + other;
        }
    }

    record GetAll(int client) implements Step {
        @Override
        public void run(Play play) {
            Truth truth = play.world().truth();
            long before = truth.revision();
            play.client(client).etcd().async().kv().get(Get.prefix(PREFIX)).thenAccept(result -> {
                long at = result.revision();
                if (at < before || at > truth.revision()) {
                    play.wrong("stale or early: a list at revision " + at + ", asked for at " + before);
                } else if (!result.kvs().equals(truth.range(KeyRange.prefix(PREFIX), at))) {
                    play.wrong("wrong list at revision " + at + ": " + result.kvs());
                }
            });
        }

        @Override
        public String toString() {
            return "client " + client + " gets all";
        }
    }

    /** Compacts all but the last revisions. */
    record Compact(int client, int kept) implements Step {
        @Override
        public void run(Play play) {
            long at = play.world().truth().revision() - kept;
            if (at > 1) {
                play.client(client).etcd().async().kv().compact(Compaction.at(at));
            }
        }

        @Override
        public String toString() {
            return "client " + client + " compacts all but " + kept + " revisions";
        }
    }

    record Cancel(int call) implements Step {
        @Override
        public void run(Play play) {
            play.cancelCall(call);
        }

        @Override
        public String toString() {
            return "call " + call + " is cancelled";
        }
    }
}
