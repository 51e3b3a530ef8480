package dev.tercet.kv;

/** What a read is sorted by. */
public enum SortTarget {
    KEY,
    VERSION,
    CREATE_REVISION,
    MOD_REVISION,
    VALUE
}
