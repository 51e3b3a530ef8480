package dev.tercet.conformance.faults.embedded;

import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheSnapshot;
import dev.tercet.recipes.cache.CacheState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cache of all keys: whenever it is looked at, it is what there was at the revision that it names. */
final class CacheRun {
    private final String who;
    private final Cache cache;
    private final KeyRange range;
    private long seen;
    private boolean synced;
    private boolean closed;

    CacheRun(String who, Cache cache, KeyRange range) {
        this.who = who;
        this.cache = cache;
        this.range = range;
        cache.synced().thenAccept(first -> synced = true);
    }

    Cache cache() {
        return cache;
    }

    void close() {
        closed = true;
        cache.close();
    }

    /** What is wrong with it now, or null. */
    @Nullable
    String wrong(Truth truth) {
        if (closed || !synced) {
            return null;
        }
        CacheSnapshot now = cache.snapshot();
        long revision = now.revision();
        if (revision == seen) {
            return null;
        }
        long before = seen;
        seen = revision;
        return revision < before ? this + " went back from revision " + before + " to " + revision : wrong(now, truth);
    }

    /** What is wrong with a snapshot, or null. */
    @Nullable
    String wrong(CacheSnapshot snapshot, Truth truth) {
        if (snapshot.revision() > truth.revision()) {
            return this + " is at revision " + snapshot.revision() + ", which is yet to come";
        }
        List<KeyValue> right = truth.range(range, snapshot.revision());
        List<KeyValue> has = snapshot.stream().toList();
        return has.equals(right)
                ? null
                : this + " at revision " + snapshot.revision() + " has " + has + ", but there was " + right;
    }

    /** What is wrong now that there was time enough, or null. */
    @Nullable
    String notUpToDate(Truth truth, boolean mayHaveEnded) {
        if (closed
                || cache.state() instanceof CacheState.Ended ended
                        && (mayHaveEnded || ended.causeOrNull() instanceof ClientClosedException)) {
            return null;
        } else if (!synced) {
            return this + " never had its first list";
        }
        List<KeyValue> right = truth.range(range, Long.MAX_VALUE);
        boolean isUpToDate = cache.state() instanceof CacheState.Live
                && cache.snapshot().stream().toList().equals(right);
        return isUpToDate
                ? null
                : this + " is " + cache.state() + " and has "
                        + cache.snapshot().stream().toList() + ", but there is " + right;
    }

    @Override
    public String toString() {
        return "the cache of " + who;
    }
}
