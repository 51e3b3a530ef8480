package dev.tercet.kv;

/**
 * Which way a read is sorted.
 *
 * @since 0.1
 */
public enum SortOrder {
    /** As etcd has it: ascending. */
    NONE,
    ASCENDING,
    DESCENDING
}
