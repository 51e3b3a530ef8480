package dev.tercet.recipes.internal.barrier;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.contention.Place;
import dev.tercet.recipes.internal.contention.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a double barrier, and what one session does with them.
 *
 * @param name the barrier's
 * @param lease the session's
 */
record RoundCalls(Bytes name, long lease) {
    Bytes ready() {
        return name.plus(Bytes.of("/ready"));
    }

    private Bytes prefix() {
        return name.plus(Bytes.of("/waiters/"));
    }

    KeyRange in() {
        return KeyRange.prefix(prefix());
    }

    Bytes mine() {
        return Place.key(prefix(), lease);
    }

    /** From the one key to the end of the others: one range has one order. */
    KeyRange all() {
        return KeyRange.between(ready(), KeyRange.endOfPrefix(prefix()));
    }

    /** Our key, which may be put as long as nobody is inside. */
    Place place() {
        return new Place("place in " + this, mine(), Bytes.EMPTY, Rule.first(KeyRange.of(ready())));
    }

    Txn look() {
        return Txn.all(Get.of(ready()), Get.of(in()).keysOnly());
    }

    /** Opens it, unless anybody came or gave up since it was seen. As good twice as once: the second finds the key of the first. */
    Txn open(Round seen, int members) {
        return Txn.when(Compare.createRevision(mine()).equalTo(seen.mine()), Compare.missing(ready()), unchanged(seen))
                .then(Put.of(ready(), Bytes.of(Long.toString(seen.lastOf(members)))));
    }

    /** Gives our place back, unless it opened or anybody came since it was seen. */
    Txn giveUp(Round seen) {
        List<Compare> conditions = new ArrayList<>();
        conditions.add(Compare.createRevision(mine()).equalTo(seen.mine()));
        List<Op<?>> changes = new ArrayList<>();
        changes.add(Delete.of(mine()));
        if (seen.ready() == 0) {
            conditions.add(Compare.missing(ready()));
            conditions.add(unchanged(seen));
            other(seen).ifPresent(another -> {
                conditions.add(Compare.createRevision(another.key()).equalTo(another.createRevision()));
                // So that who saw us, too, and is about to open it on that, does not.
                changes.add(Put.keepingValue(another.key()).keepingLease());
            });
        }
        return Txn.when(conditions).then(changes);
    }

    private Optional<KeyValue> other(Round seen) {
        return seen.in().stream().filter(kv -> !kv.key().equals(mine())).findFirst();
    }

    /** Holds if nobody has come or given up since; who is gone with a session is not noticed. */
    private Compare unchanged(Round seen) {
        return Compare.modRevision(in()).lessThan(seen.revision() + 1);
    }

    /** Takes away the ready key of a round of which nobody is left. */
    Txn tidy() {
        return Txn.when(Compare.createRevision(in()).equalTo(0))
                .then(Delete.of(ready()))
                .orElse(Get.of(ready()));
    }

    /** Leaves, as the last or not, and reads who is still in. */
    Txn leave() {
        Compare ours = Compare.lease(mine()).equalTo(lease);
        KeyRange before = KeyRange.between(prefix(), mine());
        KeyRange behind = KeyRange.between(mine().next(), KeyRange.endOfPrefix(prefix()));
        return Txn.when(
                        ours,
                        Compare.createRevision(before).equalTo(0),
                        Compare.createRevision(behind).equalTo(0))
                .then(Delete.of(mine()), Delete.of(ready()))
                .orElse(Txn.when(ours)
                        .then(Delete.of(mine()), Get.of(in()).keysOnly())
                        .orElse(Get.of(ready()), Get.of(in()).keysOnly()));
    }

    @Override
    public String toString() {
        return "double barrier " + name;
    }
}
