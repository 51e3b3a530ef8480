package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.KeyValue;

/** What a store would take in etcd's database, roughly. What is freed is used again, and is given back only when asked. */
final class Space {
    /** A revision as the key of a record, the numbers in it, and its share of the tree of pages. */
    private static final long OVERHEAD = 64;

    private static final long PAGE = 4_096;

    /** The database of a new member: its buckets, and what it knows of itself. */
    private static final long EMPTY = 5 * PAGE;

    private long used;
    private long allocated;

    void add(KeyValue version) {
        used += of(version);
        allocated = Math.max(allocated, used);
    }

    void free(KeyValue version) {
        used -= of(version);
    }

    void defragment() {
        allocated = used;
    }

    long used() {
        return database(used);
    }

    long allocated() {
        return database(allocated);
    }

    static long of(KeyValue version) {
        return OVERHEAD + version.getKey().size() + version.getValue().size();
    }

    /** A database with that much in it: whole pages. */
    static long database(long bytes) {
        return EMPTY + (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
