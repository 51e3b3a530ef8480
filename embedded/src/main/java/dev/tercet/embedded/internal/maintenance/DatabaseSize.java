package dev.tercet.embedded.internal.maintenance;

import dev.tercet.embedded.internal.mvcc.Store;

/**
 * The size of the file that etcd would have. It grows with what is written and never shrinks by itself: what a compaction frees is
 * used again, and given back by a defragmentation only. Within a step.
 */
public final class DatabaseSize {
    private static final long PAGE = 4096;

    /** The file of a new member: its buckets, and what it knows of itself. */
    private static final long EMPTY = 5 * PAGE;

    private final Store store;
    private long total = EMPTY;

    /** The size of this store's file. */
    public DatabaseSize(Store store) {
        this.store = store;
        // At every revision, so that what is gone by the next compaction has been counted before.
        store.onCommit((revision, changes) -> grow());
    }

    /** The whole file, with what is free in it. */
    public long total() {
        grow();
        return total;
    }

    /** What of the file is not free. */
    public long inUse() {
        long pages = (store.sizeInBytes() + PAGE - 1) / PAGE;
        return EMPTY + pages * PAGE;
    }

    /** Gives back what is free. */
    void defragment() {
        total = inUse();
    }

    /** As new; to be called when the store is. */
    public void clear() {
        total = EMPTY;
    }

    private void grow() {
        total = Math.max(total, inUse());
    }
}
