package dev.tercet.recipes.internal.contention;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: ours when fewer than so many keys in a range are older than ours.
 *
 * @param among the range; ours may lie in it or not
 * @param room how many have their turn at a time: 1 for a lock or an election, more for a semaphore
 * @param company who may be older than we are: it is not our turn while somebody else is, and not waited for if that one was first
 */
public record Rule(KeyRange among, int room, Company company) {
    /** Looks at who is older. */
    public interface Company {
        /** What is wrong with this key being there, or null. */
        @Nullable
        EtcdException objection(Bytes older);
    }

    /** In any company. */
    public Rule(KeyRange among, int room) {
        this(among, room, older -> null);
    }

    /** Ours when we are the oldest. */
    public static Rule first(KeyRange among) {
        return new Rule(among, 1);
    }

    /** Reads what may be in the way of a key that is put in the same transaction. */
    Get oldest() {
        return keys().sortedBy(SortTarget.CREATE_REVISION, SortOrder.ASCENDING);
    }

    /**
     * Reads what is in the way of a key made at this revision. While all of these are there it cannot be our turn, and it may be as
     * soon as one of them is not: they are what to watch.
     */
    Get ahead(long mine) {
        return keys().maxCreateRevision(mine - 1).sortedBy(SortTarget.CREATE_REVISION, SortOrder.DESCENDING);
    }

    private Get keys() {
        return Get.of(among).keysOnly().limit(room);
    }

    /**
     * What is wrong with who has been there longest, or null. Only with that one: others that do not belong were refused for it
     * themselves, and are about to go.
     *
     * @param older who is older than we are, from the oldest of all on
     */
    @Nullable
    EtcdException objection(List<Bytes> older) {
        return older.isEmpty() ? null : company.objection(older.get(0));
    }

    /** Who of those keeps us from our turn: all if there is no room, or else who does not belong and has to go first. */
    List<Bytes> inTheWay(List<Bytes> older) {
        return older.size() < room
                ? older.stream().filter(key -> company.objection(key) != null).toList()
                : older;
    }

    /** Holds only where nobody is in the way, if a compare can tell that. */
    List<Compare> free() {
        return room == 1 ? List.of(Compare.createRevision(among).equalTo(0)) : List.of();
    }
}
