package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.embedded.internal.mvcc.Store;
import java.util.ArrayList;
import java.util.List;

/** Reads a piece of the past for a watch: as much as makes one message, and no more than a step may take. */
final class CatchUp {
    private static final int MAX_REVISIONS = 1000;
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final int MAX_SCANNED = 8192;
    private static final int SLICE = 64;

    private final Interest interest;
    private final List<Change> changes = new ArrayList<>();
    private int revisions;
    private long bytes;

    private CatchUp(Interest interest) {
        this.interest = interest;
    }

    /**
     * What was read.
     *
     * @param next the first revision that was not
     */
    record Piece(List<Change> changes, long next) {}

    static Piece read(Store store, Interest interest, long from) {
        CatchUp read = new CatchUp(interest);
        long next = from;
        while (next <= store.revision() && next - from < MAX_SCANNED && !read.isFull()) {
            next = store.history(next, Math.min(SLICE, MAX_REVISIONS - read.revisions), read::take);
        }
        return new Piece(read.changes, next);
    }

    private boolean isFull() {
        return revisions == MAX_REVISIONS || bytes >= MAX_BYTES;
    }

    private void take(long revision, List<Change> all) {
        boolean counts = false;
        for (Change change : all) {
            if (!interest.keys().contains(change.kv().getKey())) {
                continue;
            }
            // One that is filtered out counts too, as it does in etcd.
            counts = true;
            if (interest.wants(change)) {
                changes.add(change);
                bytes += change.kv().getSerializedSize();
            }
        }
        if (counts) {
            revisions++;
        }
    }
}
