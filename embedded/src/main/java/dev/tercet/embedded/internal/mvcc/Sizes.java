package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.KeyValue;

/** What things would take in etcd's database, roughly. */
final class Sizes {
    /** A revision as the key of a record, the numbers in it, and its share of the tree of pages. */
    private static final long OVERHEAD = 64;

    private static final long PAGE = 4_096;

    /** The database of a new member: its buckets, and what it knows of itself. */
    private static final long EMPTY = 5 * PAGE;

    private Sizes() {}

    static long of(KeyValue version) {
        return OVERHEAD + version.getKey().size() + version.getValue().size();
    }

    /** A database with that much in it: whole pages. */
    static long database(long bytes) {
        return EMPTY + (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
