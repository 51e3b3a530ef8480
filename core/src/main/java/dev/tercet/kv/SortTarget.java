package dev.tercet.kv;

/**
 * What a read is sorted by.
 *
 * @since 0.1
 */
public enum SortTarget {
    KEY,
    VERSION,
    CREATE_REVISION,
    MOD_REVISION,
    VALUE
}
