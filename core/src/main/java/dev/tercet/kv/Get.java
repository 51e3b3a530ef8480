package dev.tercet.kv;

import java.util.Objects;

/**
 * A read of one key or of a range.
 *
 * <p>Linearizable unless {@link #serializable()}; everything at the current revision unless {@link #atRevision(long)}.
 *
 * <pre>{@code
 * etcd.kv().get(Get.prefix("/services/").limit(100).atRevision(42));
 * }</pre>
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#range">etcd: range</a>
 * @since 0.1
 */
public final class Get implements Op<GetResult> {
    private final KeyRange range;
    private final long limit;
    private final long revision;
    private final SortTarget sortTarget;
    private final SortOrder sortOrder;
    private final RevisionFilter filter;
    private final boolean serializable;
    private final boolean keysOnly;
    private final boolean countOnly;

    private Get(
            KeyRange range,
            long limit,
            long revision,
            SortTarget sortTarget,
            SortOrder sortOrder,
            RevisionFilter filter,
            boolean serializable,
            boolean keysOnly,
            boolean countOnly) {
        this.range = range;
        this.limit = limit;
        this.revision = revision;
        this.sortTarget = sortTarget;
        this.sortOrder = sortOrder;
        this.filter = filter;
        this.serializable = serializable;
        this.keysOnly = keysOnly;
        this.countOnly = countOnly;
    }

    /** Reads a range. */
    public static Get of(KeyRange range) {
        return new Get(
                Objects.requireNonNull(range, "range"),
                0,
                0,
                SortTarget.KEY,
                SortOrder.NONE,
                RevisionFilter.NONE,
                false,
                false,
                false);
    }

    /** Reads one key. */
    public static Get of(Bytes key) {
        return of(KeyRange.of(key));
    }

    /** Reads one key, in UTF-8. */
    public static Get of(String key) {
        return of(KeyRange.of(key));
    }

    /** Reads every key that begins with {@code prefix}. */
    public static Get prefix(Bytes prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /** Reads every key that begins with {@code prefix}, in UTF-8. */
    public static Get prefix(String prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /** Reads every key; with a namespace, every key in it. A great many are better read with a scan. */
    public static Get all() {
        return of(KeyRange.ALL);
    }

    /** The same read of another range. */
    public Get withRange(KeyRange other) {
        return new Get(other, limit, revision, sortTarget, sortOrder, filter, serializable, keysOnly, countOnly);
    }

    /**
     * At most this many keys.
     *
     * @param keys 0 is no limit
     * @throws IllegalArgumentException if negative
     */
    public Get limit(long keys) {
        Checks.notNegative("limit", keys);
        return new Get(range, keys, revision, sortTarget, sortOrder, filter, serializable, keysOnly, countOnly);
    }

    /**
     * As the store was at this revision. A compacted one fails with {@code CompactedException}, one yet to come with {@code
     * FutureRevisionException}.
     *
     * @param at 0 is the current one
     * @throws IllegalArgumentException if negative
     */
    public Get atRevision(long at) {
        Checks.notNegative("revision", at);
        return new Get(range, limit, at, sortTarget, sortOrder, filter, serializable, keysOnly, countOnly);
    }

    /** Sorted by the server; keys that are equal in it come in no particular order. */
    public Get sortedBy(SortTarget target, SortOrder order) {
        return new Get(range, limit, revision, target, order, filter, serializable, keysOnly, countOnly);
    }

    /** Only keys modified at or after this revision. */
    public Get minModRevision(long least) {
        return filtered(new RevisionFilter(least, filter.maxMod(), filter.minCreate(), filter.maxCreate()));
    }

    /** Only keys modified at or before this revision. */
    public Get maxModRevision(long greatest) {
        return filtered(new RevisionFilter(filter.minMod(), greatest, filter.minCreate(), filter.maxCreate()));
    }

    /** Only keys made at or after this revision. */
    public Get minCreateRevision(long least) {
        return filtered(new RevisionFilter(filter.minMod(), filter.maxMod(), least, filter.maxCreate()));
    }

    /** Only keys made at or before this revision. */
    public Get maxCreateRevision(long greatest) {
        return filtered(new RevisionFilter(filter.minMod(), filter.maxMod(), filter.minCreate(), greatest));
    }

    private Get filtered(RevisionFilter by) {
        return new Get(range, limit, revision, sortTarget, sortOrder, by, serializable, keysOnly, countOnly);
    }

    /** From whichever member is asked, without a quorum: faster, works in a minority, and may be stale. */
    public Get serializable() {
        return new Get(range, limit, revision, sortTarget, sortOrder, filter, true, keysOnly, countOnly);
    }

    /** Without the values. */
    public Get keysOnly() {
        return new Get(range, limit, revision, sortTarget, sortOrder, filter, serializable, true, countOnly);
    }

    /** Only how many there are. */
    public Get countOnly() {
        return new Get(range, limit, revision, sortTarget, sortOrder, filter, serializable, keysOnly, true);
    }

    /** What is read. */
    public KeyRange range() {
        return range;
    }

    /** The greatest number of keys, 0 for no limit. */
    public long maxKeys() {
        return limit;
    }

    /** The revision asked for, 0 for the current one. */
    public long revision() {
        return revision;
    }

    /** What it is sorted by; the key unless set otherwise. */
    public SortTarget sortTarget() {
        return sortTarget;
    }

    /** Which way it is sorted; {@link SortOrder#NONE} unless set otherwise. */
    public SortOrder sortOrder() {
        return sortOrder;
    }

    /** The revisions that keys are filtered by; {@link RevisionFilter#NONE} unless set otherwise. */
    public RevisionFilter filter() {
        return filter;
    }

    /** Whether any member may answer by itself; false unless asked for. */
    public boolean isSerializable() {
        return serializable;
    }

    /** Whether values are left out; false unless asked for. */
    public boolean isKeysOnly() {
        return keysOnly;
    }

    /** Whether keys are counted and not sent; false unless asked for. */
    public boolean isCountOnly() {
        return countOnly;
    }

    @Override
    public String toString() {
        return (countOnly ? "count " : "get ") + range + (revision > 0 ? " at revision " + revision : "");
    }
}
