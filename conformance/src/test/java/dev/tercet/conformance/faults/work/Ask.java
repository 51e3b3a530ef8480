package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Seen;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A call to be made.
 *
 * @param act what is recorded of it
 * @param op the same, for the client
 * @param reading what is recorded of the answer
 */
record Ask<R extends OpResult>(Act act, Op<R> op, Function<R, Returned> reading) {
    static Ask<GetResult> get(String key, boolean serializable) {
        Get get = serializable ? Get.of(key).serializable() : Get.of(key);
        return new Ask<>(
                new Act.Get(key, serializable),
                get,
                answer -> Returned.read(answer.revision(), Seen.of(key, answer.first())));
    }

    static Ask<PutResult> put(String key, String value, boolean askingBefore) {
        Put put = Put.of(key, value);
        return new Ask<>(
                new Act.Put(key, value),
                askingBefore ? put.returningPrevious() : put,
                answer -> askingBefore
                        ? Returned.wrote(answer.revision(), Seen.of(key, answer.previous()))
                        : Returned.wrote(answer.revision()));
    }

    static Ask<PutResult> putOnLease(String key, String value, long lease) {
        return new Ask<>(
                new Act.Put(key, value, lease),
                Put.of(key, value).withLease(lease),
                answer -> Returned.wrote(answer.revision()));
    }

    /** A put that is done only under a condition, about which the record has nothing but what came of it. */
    static Ask<TxnResult> putIf(Compare condition, String key, String value) {
        return new Ask<>(
                new Act.Put(key, value),
                Txn.when(condition).then(Put.of(key, value)),
                answer -> Returned.of(answer.revision(), answer.succeeded()));
    }

    static Ask<DeleteResult> delete(String key, boolean askingBefore) {
        Delete delete = Delete.of(key);
        return new Ask<>(new Act.Delete(key), askingBefore ? delete.returningPrevious() : delete, answer -> {
            boolean wasThere = answer.deleted() > 0;
            return askingBefore
                    ? Returned.of(answer.revision(), wasThere, Seen.of(key, answer.previous()))
                    : Returned.of(answer.revision(), wasThere);
        });
    }

    /** A compare-and-swap, which tells what is there instead. */
    static Ask<TxnResult> swap(String key, Act.Expected expected, String value) {
        Txn txn = Txn.when(compare(key, expected)).then(Put.of(key, value)).orElse(Get.of(key));
        return new Ask<>(
                new Act.CompareAndSwap(key, expected, value),
                txn,
                answer -> answer.succeeded()
                        ? Returned.of(answer.revision(), true)
                        : Returned.of(
                                answer.revision(),
                                false,
                                Seen.of(key, answer.get(0).first())));
    }

    static Ask<TxnResult> txn(List<Act.Condition> conditions, List<Act.Step> then, List<Act.Step> orElse) {
        Act.Txn act = new Act.Txn(conditions, then, orElse);
        Txn txn = Txn.when(conditions.stream()
                        .map(each -> compare(each.key(), each.expected()))
                        .toList())
                .then(then.stream().map(Ask::op).toList())
                .orElse(orElse.stream().map(Ask::op).toList());
        return new Ask<>(
                act,
                txn,
                answer -> new Returned(
                        answer.revision(), answer.succeeded(), seen(act.branch(answer.succeeded()), answer)));
    }

    private static List<Seen> seen(List<Act.Step> branch, TxnResult answer) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < branch.size(); i++) {
            if (branch.get(i) instanceof Act.Get get) {
                seen.add(Seen.of(get.key(), answer.get(i).first()));
            }
        }
        return seen;
    }

    private static Op<?> op(Act.Step step) {
        if (step instanceof Act.Put put) {
            return Put.of(put.key(), put.value());
        }
        return step instanceof Act.Delete ? Delete.of(step.key()) : Get.of(step.key());
    }

    private static Compare compare(String key, Act.Expected expected) {
        return expected instanceof Act.Expected.OfValue of
                ? Compare.value(key).equalTo(of.value())
                : Compare.modRevision(key).equalTo(((Act.Expected.OfRevision) expected).modRevision());
    }
}
