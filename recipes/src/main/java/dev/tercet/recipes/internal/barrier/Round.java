package dev.tercet.recipes.internal.barrier;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.TxnResult;
import java.util.Comparator;
import java.util.List;

/**
 * A double barrier as one of those who want to enter sees it at a revision.
 *
 * <p>It is open when its ready key says so. That key is put by whoever sees as many as there are members, the last to come as a rule, in a
 * transaction that fails if anybody came or gave up since: whoever gives up touches another's key on the way out. So all who count for
 * an opening were in at one revision, and none of them has gone since but those whose session was lost. The key's value is the creation
 * revision of the last who counts, by which whoever came too late knows it.
 *
 * @param revision when
 * @param mine the creation revision of our key, 0 if it is gone
 * @param ready the creation revision of the last who is in, 0 while it is closed
 * @param in all who are in or want to be, oldest first
 */
record Round(long revision, long mine, long ready, List<KeyValue> in) {
    enum Verdict {
        /** Our key is gone. */
        REMOVED,
        OPEN,
        /** Others are in. */
        TOO_MANY,
        /** All are there, and nobody has said so yet. */
        COMPLETE,
        WAIT
    }

    /** From a read of the ready key, and of all keys of who is in. */
    static Round of(TxnResult read, Bytes ourKey) {
        List<KeyValue> in = read.get(1).kvs().stream()
                .sorted(Comparator.comparingLong(KeyValue::createRevision))
                .toList();
        long mine = in.stream()
                .filter(kv -> kv.key().equals(ourKey))
                .mapToLong(KeyValue::createRevision)
                .findFirst()
                .orElse(0);
        long ready = read.get(0).first().map(Round::last).orElse(0L);
        return new Round(read.revision(), mine, ready, in);
    }

    /** What the ready key says; one that was written by somebody else lets everybody in who was there before it. */
    private static long last(KeyValue ready) {
        try {
            return Long.parseLong(ready.valueText());
        } catch (NumberFormatException e) {
            return ready.createRevision();
        }
    }

    Verdict verdict(int members) {
        if (mine == 0) {
            return Verdict.REMOVED;
        } else if (ready != 0) {
            return mine <= ready ? Verdict.OPEN : Verdict.TOO_MANY;
        } else if (in.stream().filter(kv -> kv.createRevision() < mine).count() >= members) {
            return Verdict.TOO_MANY;
        }
        return in.size() >= members ? Verdict.COMPLETE : Verdict.WAIT;
    }

    /** Who is the last to count when it opens now. */
    long lastOf(int members) {
        return in.get(members - 1).createRevision();
    }
}
