package dev.tercet.kv;

/** Which way a read is sorted. */
public enum SortOrder {
    /** As etcd has it: ascending. */
    NONE,
    ASCENDING,
    DESCENDING
}
