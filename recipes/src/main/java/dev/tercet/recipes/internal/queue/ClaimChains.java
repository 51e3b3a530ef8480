package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known to be free, dealt out to as many lanes as claims are wanted; each lane claims the first of its own that still is, so
 * that competitors who know the same seldom leave one with nothing.
 */
final class ClaimChains {
    private static final int DEPTH = 8;

    private final List<List<Chance>> lanes = new ArrayList<>();
    private final List<Chance> beyond = new ArrayList<>();

    ClaimChains(List<Chance> known, int wanted) {
        for (int i = 0; i < Math.min(known.size(), wanted); i++) {
            lanes.add(new ArrayList<>());
        }
        for (int i = 0; i < known.size(); i++) {
            List<Chance> lane = lanes.get(i % lanes.size());
            (lane.size() < DEPTH ? lane : beyond).add(known.get(i));
        }
    }

    /** One transaction for each lane. */
    List<Txn> claims(QueueKeys keys, long lease, String call) {
        return lanes.stream().map(lane -> claims(keys, lane, lease, call)).toList();
    }

    private static Txn claims(QueueKeys keys, List<Chance> lane, long lease, String call) {
        Txn chain = null;
        for (int i = lane.size() - 1; i >= 0; i--) {
            Bytes key = lane.get(i).key();
            List<Op<?>> claiming = List.of(
                    Put.of(keys.claim(key), Bytes.of(call)).withLease(lease),
                    // Counts the attempt.
                    Put.keepingValue(key),
                    Get.of(key));
            Txn txn = Txn.when(
                            Compare.missing(keys.claim(key)),
                            Compare.modRevision(key).equalTo(lane.get(i).revision()))
                    .then(claiming);
            chain = chain == null ? txn : txn.orElse(chain);
        }
        return chain == null ? Txn.all() : chain;
    }

    /** What was claimed, and what is left untried. */
    List<Claim> claimed(List<TxnResult> results, List<Chance> untried) {
        List<Claim> claimed = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            List<Chance> lane = lanes.get(i);
            TxnResult at = results.get(i);
            int tried = 0;
            while (!at.succeeded() && ++tried < lane.size()) {
                at = at.txn(0);
            }
            if (at.succeeded()) {
                GetResult found = at.get(2);
                found.first().ifPresent(kv -> claimed.add(new Claim(kv)));
                untried.addAll(lane.subList(tried + 1, lane.size()));
            }
        }
        untried.addAll(beyond);
        untried.sort(Comparator.comparing(Chance::key));
        return claimed;
    }

    /** All that is tried. */
    List<Bytes> tried() {
        return lanes.stream().flatMap(List::stream).map(Chance::key).sorted().toList();
    }
}
