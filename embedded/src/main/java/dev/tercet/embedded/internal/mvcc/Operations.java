package dev.tercet.embedded.internal.mvcc;

/** How many operations a store has seen. Within a step. */
public final class Operations {
    private long ranges;
    private long puts;
    private long deletes;
    private long txns;

    Operations() {}

    public long ranges() {
        return ranges;
    }

    public long puts() {
        return puts;
    }

    public long deletes() {
        return deletes;
    }

    /** How many times several came at once, with a write among them. */
    public long txns() {
        return txns;
    }

    void range() {
        ranges++;
    }

    void put() {
        puts++;
    }

    void delete() {
        deletes++;
    }

    long all() {
        return ranges + puts + deletes;
    }

    /** A write ends that began when there were so many. */
    void written(long before) {
        if (all() - before > 1) {
            txns++;
        }
    }
}
