package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.kv.KeyValue;
import dev.tercet.v2.key.V2Action;
import org.jspecify.annotations.Nullable;

/**
 * One event of v2, in the store's terms.
 *
 * @param action what was done
 * @param path to which path
 * @param dir whether that is, or was, a directory
 * @param revision when
 * @param now the file or marker as it is after it; null if it is gone
 * @param before the file or marker as it was before it; null if there was none, or if that is no longer known
 * @param wasDir whether that was a marker
 */
record Told(
        V2Action action,
        String path,
        boolean dir,
        long revision,
        @Nullable KeyValue now,
        @Nullable KeyValue before,
        boolean wasDir) {
    /** Of what was a directory before if it is one now. */
    Told(V2Action action, String path, boolean dir, long revision, @Nullable KeyValue now, @Nullable KeyValue before) {
        this(action, path, dir, revision, now, before, dir);
    }

    /** The index at which it was created, 0 if that is no longer known. */
    long created() {
        if (now != null) {
            return now.createRevision();
        }
        return before == null ? 0 : before.createRevision();
    }

    /** The lease that it hangs on after it, 0 for none. */
    long lease() {
        return now == null ? 0 : now.lease();
    }
}
