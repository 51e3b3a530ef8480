package dev.tercet.internal.watch;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A range read page by page, all at the revision of the first page.
 *
 * <p>Pages hold as many keys as should come to a few megabytes, judging by the page before: small keys come in few calls, and
 * large values do not come in one message.
 */
final class Listing {
    private static final long FIRST_PAGE = 100;
    private static final long MOST_KEYS = 10_000;
    private static final long PAGE_BYTES = 2L << 20;

    private final KeyRange range;
    private final List<KeyValue> kvs = new ArrayList<>();
    private long revision;
    private long pageKeys = FIRST_PAGE;

    Listing(KeyRange range) {
        this.range = range;
    }

    /** The page to read now. */
    Get next() {
        Get page = Get.of(rest()).limit(pageKeys);
        return revision == 0 ? page : page.atRevision(revision);
    }

    /**
     * Takes a page.
     *
     * @return whether it was the last
     */
    boolean add(GetResult page) {
        if (revision == 0) {
            revision = page.header().revision();
        }
        kvs.addAll(page.kvs());
        if (!page.more() || page.kvs().isEmpty()) {
            return true;
        }
        long bytes = 0;
        for (KeyValue kv : page.kvs()) {
            bytes += kv.size();
        }
        long each = Math.max(1, bytes / page.kvs().size());
        pageKeys = Math.max(1, Math.min(MOST_KEYS, PAGE_BYTES / each));
        return false;
    }

    /** The revision of all pages; 0 before the first. */
    long revision() {
        return revision;
    }

    /** What was read. */
    List<KeyValue> kvs() {
        return List.copyOf(kvs);
    }

    private KeyRange rest() {
        if (kvs.isEmpty()) {
            return range;
        }
        Bytes from = kvs.get(kvs.size() - 1).key().next();
        return new KeyRange(from, range.end());
    }
}
