package dev.tercet.recipes.internal.election;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.recipes.election.Candidate;

/** The keys of an election. */
final class Candidates {
    private static final Bytes SLASH = Bytes.of("/");

    private Candidates() {}

    static Bytes prefix(Bytes name) {
        return name.plus(SLASH);
    }

    static KeyRange range(Bytes name) {
        return KeyRange.prefix(prefix(name));
    }

    /** In the order of their turns. */
    static Get inOrder(Bytes name) {
        return Get.of(range(name)).sortedBy(SortTarget.CREATE_REVISION, SortOrder.ASCENDING);
    }

    static Candidate of(KeyValue kv) {
        return new Candidate(kv.key(), kv.value(), kv.createRevision(), kv.lease());
    }
}
