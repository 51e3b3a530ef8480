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
 *
 * <p>While many keys are to come, a page also ends where so many are guessed to end: see {@link PageEnd}.
 */
public final class ScanMachine {
    private static final int FIRST_PAGE = 100;
    private static final int LARGEST_PAGE = 10_000;
    private static final long PAGE_BYTES = 4L << 20;

    /** Small enough for heaps of 64 MiB, which have to hold it twice: as it came, and as values. */
    private static final int MOST_BYTES = 8 << 20;

    /** With no more than these to come, an end of its own is of no use to a page. */
    private static final int FEW = 5_000;

    private final Get get;
    private final boolean fixed;
    private final int largest;
    private final PageEnd ends = new PageEnd();
    private long revision;
    private long left;
    private int page;
    private int pages;

    /** How many keys are to come, as the server counted them. */
    private long toCome;

    /** How many of the keys to come were in a page that was too large: with them, pages do not grow. */
    private long heavy;

    private @Nullable KeyRange rest;

    /** Where the next page ends, if that is not where the rest does. */
    private @Nullable Bytes end;

    /**
     * A traversal from the start.
     *
     * @param get the whole
     * @param pageSize the most keys in a page, 0 to find it out
     */
    public ScanMachine(Get get, int pageSize) {
        this.get = get;
        this.fixed = pageSize != 0;
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
        if (range == null) {
            return null;
        }
        KeyRange next = end == null ? range : KeyRange.between(range.key(), end);
        return get.withRange(next).atRevision(revision).limit(Math.min(page, left));
    }

    /**
     * Whether the next page may be asked for while this one is used: memory then has to hold two. Not while whoever scans may have
     * enough with the first, nor where pages have been given a size, nor for a single key, which may be as large as it is.
     */
    public boolean isToReadAhead() {
        Get next = fixed || pages < 2 ? null : next();
        return next != null && maxBytes(next) != Integer.MAX_VALUE;
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
        pages++;
        left -= kvs.size();
        toCome = (end == null ? result.count() : toCome) - kvs.size();
        boolean more = result.more() && !kvs.isEmpty();
        Bytes from = more ? kvs.get(kvs.size() - 1).key().next() : end;
        if (from == null || left <= 0) {
            rest = null;
            return kvs;
        }
        rest = from(from);
        if (!kvs.isEmpty()) {
            heavy = Math.max(0, heavy - kvs.size());
            grow(kvs);
        }
        ends.read(kvs, from);
        end = end(from);
        return kvs;
    }

    private @Nullable KeyRange from(Bytes from) {
        if (get.range().isUnbounded()) {
            return KeyRange.from(from);
        }
        return isBeforeEnd(from) ? KeyRange.between(from, get.range().end()) : null;
    }

    private boolean isBeforeEnd(Bytes key) {
        Bytes last = get.range().end();
        return get.range().isUnbounded() || (!last.isEmpty() && key.compareTo(last) < 0);
    }

    private @Nullable Bytes end(Bytes from) {
        // A few keys less than may come, so that as a rule they come all.
        Bytes guess = toCome > Math.max(FEW, 2L * page) ? ends.after(from, page - page / 8) : null;
        return guess != null && isBeforeEnd(guess) ? guess : null;
    }

    private void grow(List<KeyValue> kvs) {
        long bytes = 1;
        for (KeyValue kv : kvs) {
            bytes += kv.size() + 64L;
        }
        long fitting = PAGE_BYTES * kvs.size() / bytes;
        page = (int) Math.max(1, Math.min(Math.min(fitting, heavy > 0 ? page : page * 4L), largest));
    }
}
