package dev.tercet.recipes.internal.contention;

import dev.tercet.kv.Bytes;
import java.util.List;

/** What a server knows of a queue with our key and one other: enough for the three transactions of a place. */
final class QueueModel {
    static final Bytes OURS = Bytes.of("queue/me");
    static final Bytes OTHER = Bytes.of("queue/0");

    private long revision = 10;
    private long ours;
    private long other;
    private long oursDeletedAt;
    private long otherDeletedAt;
    private boolean leaseGone;
    private final boolean looksAtRevisions;

    /**
     * A server.
     *
     * @param looksAtRevisions whether a delete is of the key that it names; otherwise it is of whatever there is on our lease
     */
    QueueModel(boolean taken, boolean looksAtRevisions) {
        other = taken ? 5 : 0;
        this.looksAtRevisions = looksAtRevisions;
    }

    long revision() {
        return revision;
    }

    long ours() {
        return ours;
    }

    boolean isTaken() {
        return other != 0;
    }

    /** Nothing can be put on it any more, and what was is gone. */
    void loseLease() {
        leaseGone = true;
        removeOurs();
    }

    void removeOther() {
        other = 0;
        otherDeletedAt = ++revision;
    }

    boolean removeOurs() {
        boolean was = ours != 0;
        if (was) {
            ours = 0;
            oursDeletedAt = ++revision;
        }
        return was;
    }

    Seen enter(boolean onlyIfFree) {
        if (ours == 0 && !leaseGone && !(onlyIfFree && other != 0)) {
            ours = ++revision;
        }
        return seen(ours == 0 ? Long.MAX_VALUE : ours);
    }

    Seen look(long mine) {
        return seen(mine);
    }

    private Seen seen(long before) {
        List<Bytes> inFront = other != 0 && other < before ? List.of(OTHER) : List.of();
        return new Seen(ours, Bytes.EMPTY, inFront, revision);
    }

    boolean delete(long mine) {
        return (mine == ours || !looksAtRevisions) && removeOurs();
    }

    /** Whether a watch of our key and these has something to tell, from there on. */
    boolean tells(List<Bytes> keys, long from) {
        return oursDeletedAt >= from || (keys.contains(OTHER) && otherDeletedAt >= from);
    }
}
