package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.KeyValue;

/** What things would take in etcd's database, roughly. */
final class Sizes {
    /** The database of a new etcd. */
    static final long EMPTY = 20_480;

    private static final long PAGE = 4_096;

    /** A revision as the key of a record, the numbers in it, and its share of the tree of pages. */
    private static final long OVERHEAD = 64;

    private Sizes() {}

    static long of(KeyValue version) {
        return OVERHEAD + version.getKey().size() + version.getValue().size();
    }

    static long pages(long bytes) {
        return EMPTY + (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
