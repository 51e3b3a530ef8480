package dev.tercet.internal.scan;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.RevisionFilter;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a range to read next, and how large. Pure.
 *
 * <p>A page has as many keys as should come to a few megabytes, judging by the page before, and at most four times as many as that.
 * Since values may be larger than those before, it is also bounded in bytes: one that turns out to be larger is not taken, and is asked
 * for again with fewer keys, which stay few until all of its keys have come: where the large ones are among them nobody knows.
 */
public final class ScanMachine {
    private static final int FIRST_PAGE = 100;
    private static final int LARGEST_PAGE = 10_000;
    private static final long PAGE_BYTES = 4L << 20;

    /** Small enough for heaps of 64 MiB, which have to hold it twice: as it came, and as values. */
    private static final int MOST_BYTES = 8 << 20;

    private final Get get;
    private final int largest;
    private long revision;
    private long left;
    private int page;

    /** How many of the keys to come were in a page that was too large: with them, pages do not grow. */
    private long heavy;

    private @Nullable KeyRange rest;

    /**
     * A traversal from the start.
     *
     * @param get the whole
     * @param pageSize the most keys in a page, 0 to find it out
     */
    public ScanMachine(Get get, int pageSize) {
        this.get = get;
        this.largest = pageSize == 0 ? LARGEST_PAGE : pageSize;
        this.revision = get.revision();
        this.left = get.maxKeys() == 0 ? Long.MAX_VALUE : get.maxKeys();
        this.page = pageSize == 0 ? FIRST_PAGE : pageSize;
        this.rest = get.range();
    }

    /**
     * Says whether a read can be done in pages.
     *
     * @throws IllegalArgumentException if not
     */
    public static Get check(Get get) {
        boolean natural = get.sortOrder() == SortOrder.NONE || get.sortOrder() == SortOrder.ASCENDING;
        if (get.sortTarget() != SortTarget.KEY || !natural) {
            throw new IllegalArgumentException("a scan goes in key order, not by " + get.sortTarget() + " "
                    + get.sortOrder() + ": pages of another order do not fit together");
        }
        if (get.isCountOnly()) {
            throw new IllegalArgumentException("a scan of counts has nothing to page: use get");
        }
        if (!get.filter().equals(RevisionFilter.NONE)) {
            throw new IllegalArgumentException(
                    "a scan cannot be filtered by revision: the server reads the whole range for it: use get, or filter here");
        }
        return get;
    }

    /** The next page to read, or null when there is none. */
    public @Nullable Get next() {
        KeyRange range = rest;
        return range == null ? null : get.withRange(range).atRevision(revision).limit(Math.min(page, left));
    }

    /** How many bytes a page may have: a single key as many as it has, and more keys not too many. */
    public static int maxBytes(Get page) {
        boolean single = page.maxKeys() == 1 || page.range().isSingleKey();
        return single ? Integer.MAX_VALUE : MOST_BYTES;
    }

    /**
     * A page was too large to be taken. Whether the next one is the same with fewer keys; if not, there is no smaller one.
     *
     * @param bytes how large it was, or 0 if nobody knows
     */
    public boolean isToBeSmaller(long bytes) {
        Get refused = next();
        if (refused == null || maxBytes(refused) == Integer.MAX_VALUE) {
            return false;
        }
        long keys = refused.maxKeys();
        long fitting = bytes > 0 ? PAGE_BYTES * keys / bytes : keys / 4;
        page = (int) Math.max(1, Math.min(fitting, keys / 2));
        // Those of an earlier one that was refused may be among them still.
        heavy = Math.max(heavy, keys);
        return true;
    }

    /** A page came. */
    public List<KeyValue> read(GetResult result) {
        if (revision == 0) {
            revision = result.header().revision();
        }
        List<KeyValue> kvs = result.kvs();
        left -= kvs.size();
        if (!result.more() || kvs.isEmpty() || left <= 0) {
            rest = null;
            return kvs;
        }
        rest = after(kvs.get(kvs.size() - 1).key());
        heavy = Math.max(0, heavy - kvs.size());
        grow(kvs);
        return kvs;
    }

    private @Nullable KeyRange after(Bytes last) {
        Bytes from = last.next();
        Bytes end = get.range().end();
        if (get.range().isUnbounded()) {
            return KeyRange.from(from);
        }
        return end.isEmpty() || from.compareTo(end) >= 0 ? null : KeyRange.between(from, end);
    }

    private void grow(List<KeyValue> kvs) {
        long bytes = 1;
        for (KeyValue kv : kvs) {
            bytes += kv.key().length() + kv.value().length() + 64;
        }
        long fitting = PAGE_BYTES * kvs.size() / bytes;
        page = (int) Math.max(1, Math.min(Math.min(fitting, heavy > 0 ? page : page * 4L), largest));
    }
}
